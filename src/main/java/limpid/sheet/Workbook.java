package limpid.sheet;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import limpid.measure.Table;
import limpid.measure.Table.Line;
import limpid.measure.Table.Malformed;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.dhatim.fastexcel.reader.SheetVisibility;

/** The first sheet of a workbook (.xlsx, ISO/IEC 29500) as lines of text. */
final class Workbook {
    /** Of all its parts; a year of hours of 60 stations is a tenth of it. */
    private static final long MOST_BYTES = 256L * 1024 * 1024;

    /** Bytes by which the longer of the two signatures is known; the reader refuses to look at fewer. */
    private static final int SIGNATURE = 8;

    private static final int MOST_COLUMNS = 1_000;

    /** Digits that a spreadsheet computes with. */
    private static final MathContext DIGITS = new MathContext(15);

    /** Formats that every spreadsheet has and that say nothing in the file: dates, those of East Asia among them. */
    private static final Set<Integer> DATES =
            Set.of(14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58);

    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");

    private Workbook() {}

    /** Whether bytes begin as a workbook does. */
    static boolean is(byte[] bytes) {
        return bytes.length >= SIGNATURE
                && (ReadableWorkbook.isOOXMLZipHeader(bytes) || ReadableWorkbook.isOLE2Header(bytes));
    }

    /**
     * The lines of the first sheet that is not hidden, each with as many fields as the longest has.
     *
     * @throws Malformed where it cannot be read
     */
    static List<Line> lines(String name, byte[] bytes) {
        if (ReadableWorkbook.isOLE2Header(bytes)) {
            throw new Malformed(name, 0, "", "an .xls or a workbook with a password; save it as .xlsx without one");
        }
        requireBounded(name, bytes);
        try (ReadableWorkbook book =
                        new ReadableWorkbook(new ByteArrayInputStream(bytes), new ReadingOptions(true, true));
                Stream<Row> rows = first(name, book).openStream()) {
            List<List<String>> read = new ArrayList<>();
            List<Long> numbers = new ArrayList<>();
            int[] widest = {0};
            rows.forEach(row -> {
                if (read.size() > Table.MOST_ROWS) {
                    throw new Malformed(
                            name, row.getRowNum(), "", "more than " + Table.MOST_ROWS + " rows; split the table");
                }
                List<String> fields = fields(name, row);
                widest[0] = Math.max(widest[0], fields.size());
                read.add(fields);
                numbers.add((long) row.getRowNum());
            });
            return IntStream.range(0, read.size())
                    .mapToObj(i -> new Line(numbers.get(i), padded(read.get(i), widest[0]), Map.of()))
                    .toList();
        } catch (Malformed e) {
            throw e;
        } catch (Exception e) {
            // The reader passes on what its parser throws, also what no signature tells.
            throw new Malformed(name, 0, "", "no workbook that can be read: " + e.getMessage());
        }
    }

    /** A few KiB may unpack to more than there is memory. */
    private static void requireBounded(String name, byte[] bytes) {
        long unpacked = 0;
        byte[] buffer = new byte[8192];
        try (ZipFile zip = ZipFile.builder().setByteArray(bytes).get()) {
            for (ZipArchiveEntry part : Collections.list(zip.getEntries())) {
                try (InputStream in = zip.getInputStream(part)) {
                    unpacked += size(in, buffer, MOST_BYTES - unpacked);
                }
                if (unpacked > MOST_BYTES) {
                    throw new Malformed(name, 0, "", "unpacks to more than " + MOST_BYTES + " bytes");
                }
            }
        } catch (IOException e) {
            throw new Malformed(name, 0, "", "no workbook that can be read: " + e.getMessage());
        }
    }

    private static long size(InputStream part, byte[] buffer, long most) throws IOException {
        long size = 0;
        for (int read = part.read(buffer); read >= 0 && size <= most; read = part.read(buffer)) {
            size += read;
        }
        return size;
    }

    private static Sheet first(String name, ReadableWorkbook book) {
        return book.getSheets()
                .filter(sheet -> sheet.getVisibility() == SheetVisibility.VISIBLE)
                .findFirst()
                .orElseThrow(() -> new Malformed(name, 0, "", "no sheet"));
    }

    private static List<String> fields(String name, Row row) {
        List<String> fields = new ArrayList<>();
        for (Cell cell : row) {
            if (cell == null || cell.getType() == CellType.EMPTY) {
                continue;
            }
            if (cell.getColumnIndex() >= MOST_COLUMNS) {
                throw new Malformed(name, row.getRowNum(), "", "more than " + MOST_COLUMNS + " columns");
            }
            while (fields.size() < cell.getColumnIndex()) {
                fields.add("");
            }
            fields.add(text(cell));
        }
        return fields;
    }

    private static List<String> padded(List<String> fields, int width) {
        List<String> padded = new ArrayList<>(fields);
        while (padded.size() < width) {
            padded.add("");
        }
        return List.copyOf(padded);
    }

    private static String text(Cell cell) {
        String raw = cell.getRawValue() == null ? "" : cell.getRawValue();
        return switch (cell.getType()) {
            case NUMBER -> isDate(cell) ? date(cell) : number(cell.asNumber());
            case FORMULA ->
                isDate(cell) && isNumber(raw) ? date(cell) : isNumber(raw) ? number(new BigDecimal(raw)) : raw;
            case BOOLEAN -> cell.asBoolean() ? "yes" : "no";
            case STRING -> cell.asString();
            case ERROR, EMPTY -> raw;
        };
    }

    private static boolean isNumber(String raw) {
        try {
            new BigDecimal(raw);
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** As it is shown: the file has 7.0000000000000007E-2 for 0.07. */
    private static String number(BigDecimal value) {
        BigDecimal plain = value.round(DIGITS).stripTrailingZeros();
        return plain.signum() == 0 ? "0" : plain.toPlainString();
    }

    private static boolean isDate(Cell cell) {
        Integer id = cell.getDataFormatId();
        return id != null && DATES.contains(id) || format(cell).matches(".*[ymdhs].*");
    }

    /** Without what is quoted or in brackets. */
    private static String format(Cell cell) {
        String format = cell.getDataFormatString();
        return format == null
                ? ""
                : format.replaceAll("\"[^\"]*\"|\\[[^\\]]*]|\\\\.", "")
                        .toLowerCase(Locale.ROOT)
                        .replace("general", "");
    }

    private static String date(Cell cell) {
        LocalDateTime time = cell.asDate().plus(500, ChronoUnit.MILLIS).truncatedTo(ChronoUnit.SECONDS);
        return time.toLocalTime().equals(LocalTime.MIDNIGHT) && !format(cell).contains("h")
                ? time.toLocalDate().toString()
                : SECONDS.format(time);
    }
}
