package limpid.export.layout;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import limpid.bulletin.BadTemplate;
import limpid.bulletin.Shape;
import org.apache.poi.EmptyFileException;
import org.apache.poi.ooxml.POIXMLException;
import org.apache.poi.openxml4j.exceptions.NotOfficeXmlFileException;
import org.apache.poi.openxml4j.exceptions.OpenXML4JRuntimeException;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellCopyPolicy;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.jspecify.annotations.Nullable;

/**
 * A workbook with marks: {@code ${city}} is a figure, {@code ${rows.name}} that of each element of a list, for which the row it stands in
 * is repeated, {@code ${rows.so2:NA}} says what stands where there is none (usually —). All else of the workbook stays as it is.
 */
final class LayoutTemplate {
    private static final Pattern MARK = Pattern.compile("\\$\\{([A-Za-z0-9_.]+)(?::([^}]*))?}");
    private static final String MISSING = "—";
    private static final String GENERAL = "General";
    /** Of the width of a column, in a character of Latin width. */
    private static final int WIDTH_UNIT = 256;
    /** From here on letters are twice as wide. */
    private static final int FIRST_WIDE = 0x2E80;

    private final byte[] workbook;

    private LayoutTemplate(byte[] workbook) {
        this.workbook = workbook;
    }

    /**
     * Reads a template.
     *
     * @param file    its name, for errors
     * @param figures which names there are
     * @throws BadTemplate where it is no workbook, or asks for a figure of another name
     */
    static LayoutTemplate read(String file, byte[] workbook, Shape figures) {
        try (XSSFWorkbook book = open(file, workbook)) {
            for (Sheet sheet : book) {
                for (Row row : sheet) {
                    for (Cell cell : row) {
                        check(file, cell, figures);
                    }
                }
            }
        } catch (IOException e) {
            throw BadTemplate.of(file, "no workbook: " + e.getMessage());
        }
        return new LayoutTemplate(workbook);
    }

    private static XSSFWorkbook open(String file, byte[] workbook) throws IOException {
        try {
            return new XSSFWorkbook(new ByteArrayInputStream(workbook));
        } catch (EmptyFileException | NotOfficeXmlFileException | POIXMLException | OpenXML4JRuntimeException e) {
            throw BadTemplate.of(file, "no workbook: " + e.getMessage());
        }
    }

    private static void check(String file, Cell cell, Shape figures) {
        for (MatchResult mark : marks(cell)) {
            Shape shape = figures;
            for (String name : mark.group(1).split("\\.")) {
                shape = member(shape instanceof Shape.Each each ? each.element() : shape, name)
                        .orElseThrow(() -> BadTemplate.of(
                                file,
                                "sheet '" + cell.getSheet().getSheetName() + "' cell " + cell.getAddress()
                                        + ": no figure is called '" + name + "'"));
            }
        }
    }

    private static Optional<Shape> member(Shape of, String name) {
        return switch (of) {
            case Shape.Named named -> Optional.ofNullable(named.members().get(name));
            case Shape.Each each -> Optional.of(each.element());
            case Shape.Anything anything -> Optional.of(anything);
        };
    }

    private static List<MatchResult> marks(Cell cell) {
        return cell.getCellType() == CellType.STRING
                ? MARK.matcher(cell.getStringCellValue()).results().toList()
                : List.of();
    }

    /** The workbook with these figures: texts, numbers, lists and further such maps. */
    byte[] filled(Map<String, @Nullable Object> figures) {
        try (XSSFWorkbook book = new XSSFWorkbook(new ByteArrayInputStream(workbook));
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            Filling filling = new Filling(book, figures);
            for (Sheet sheet : book) {
                filling.fill((XSSFSheet) sheet);
            }
            book.setForceFormulaRecalculation(true);
            book.write(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
    }

    private static final class Filling {
        private final XSSFWorkbook book;
        private final Map<String, @Nullable Object> figures;
        private final Map<String, CellStyle> styles = new HashMap<>();

        Filling(XSSFWorkbook book, Map<String, @Nullable Object> figures) {
            this.book = book;
            this.figures = figures;
        }

        /** From below, so that a row that becomes several moves none that is still to be filled. */
        void fill(XSSFSheet sheet) {
            for (int at = sheet.getLastRowNum(); at >= 0; at--) {
                XSSFRow row = sheet.getRow(at);
                if (row != null) {
                    fill(sheet, row);
                }
            }
        }

        private void fill(XSSFSheet sheet, XSSFRow row) {
            Optional<String> list = listOf(row);
            if (list.isEmpty()) {
                write(row, figures, "");
                return;
            }
            List<Map<String, @Nullable Object>> elements = elements(list.get());
            int at = row.getRowNum();
            if (elements.size() > 1) {
                if (at < sheet.getLastRowNum()) {
                    sheet.shiftRows(at + 1, sheet.getLastRowNum(), elements.size() - 1);
                }
                for (int i = 1; i < elements.size(); i++) {
                    sheet.createRow(at + i).copyRowFrom(row, new CellCopyPolicy());
                }
            }
            write(
                    row,
                    elements.isEmpty() ? new HashMap<String, @Nullable Object>() : elements.getFirst(),
                    list.get() + ".");
            for (int i = 1; i < elements.size(); i++) {
                write(sheet.getRow(at + i), elements.get(i), list.get() + ".");
            }
        }

        /** The list whose elements a row names; empty where it names none. */
        private Optional<String> listOf(Row row) {
            for (Cell cell : row) {
                for (MatchResult mark : marks(cell)) {
                    for (int dot = mark.group(1).indexOf('.');
                            dot > 0;
                            dot = mark.group(1).indexOf('.', dot + 1)) {
                        String prefix = mark.group(1).substring(0, dot);
                        if (valueOf(figures, prefix) instanceof List) {
                            return Optional.of(prefix);
                        }
                    }
                }
            }
            return Optional.empty();
        }

        @SuppressWarnings("unchecked")
        private List<Map<String, @Nullable Object>> elements(String list) {
            List<Map<String, @Nullable Object>> elements = new ArrayList<>();
            if (valueOf(figures, list) instanceof List<?> found) {
                found.forEach(one -> elements.add((Map<String, @Nullable Object>) one));
            }
            return elements;
        }

        /** @param prefix of the names of an element, with a dot behind it; all others are of the whole */
        private void write(Row row, Map<String, @Nullable Object> element, String prefix) {
            int lines = 1;
            for (Cell cell : row) {
                List<MatchResult> marks = marks(cell);
                if (marks.isEmpty()) {
                    continue;
                }
                String text = cell.getStringCellValue();
                MatchResult only = marks.getFirst();
                Object value = value(only.group(1), element, prefix);
                if (only.group().equals(text) && value instanceof Number number) {
                    put(cell, new BigDecimal(number.toString()));
                } else {
                    cell.setCellValue(MARK.matcher(text)
                            .replaceAll(mark -> Matcher.quoteReplacement(
                                    told(value(mark.group(1), element, prefix), mark.group(2)))));
                    lines = Math.max(lines, lines(cell));
                }
            }
            if (lines > 1 && !prefix.isEmpty()) {
                row.setHeightInPoints(
                        Math.max(row.getHeightInPoints(), lines * row.getSheet().getDefaultRowHeightInPoints()));
            }
        }

        /** Of a text that wraps in its column; programs find that out for themselves only where no height was kept. */
        private static int lines(Cell cell) {
            int width = Math.max(1, cell.getSheet().getColumnWidth(cell.getColumnIndex()) / WIDTH_UNIT);
            int needed = cell.getStringCellValue()
                    .chars()
                    .map(letter -> letter < FIRST_WIDE ? 1 : 2)
                    .sum();
            return cell.getCellStyle().getWrapText() ? (needed + width - 1) / width : 1;
        }

        private @Nullable Object value(String path, Map<String, @Nullable Object> element, String prefix) {
            return !prefix.isEmpty() && path.startsWith(prefix)
                    ? valueOf(element, path.substring(prefix.length()))
                    : valueOf(figures, path);
        }

        private static String told(@Nullable Object value, @Nullable String missing) {
            String otherwise = missing == null ? MISSING : missing;
            return value == null || value.toString().isEmpty() ? otherwise : value.toString();
        }

        /** A cell without a format of its own shows the decimals that are known: 51.0. */
        private void put(Cell cell, BigDecimal number) {
            cell.setCellValue(number.doubleValue());
            if (number.scale() > 0 && GENERAL.equals(cell.getCellStyle().getDataFormatString())) {
                CellStyle own = cell.getCellStyle();
                cell.setCellStyle(styles.computeIfAbsent(own.getIndex() + " " + number.scale(), key -> {
                    CellStyle style = book.createCellStyle();
                    style.cloneStyleFrom(own);
                    style.setDataFormat(book.createDataFormat().getFormat("0." + "0".repeat(number.scale())));
                    return style;
                }));
            }
        }
    }

    private static @Nullable Object valueOf(Map<String, @Nullable Object> figures, String path) {
        Object value = figures;
        for (String name : path.split("\\.")) {
            value = value instanceof Map<?, ?> map ? map.get(name) : null;
        }
        return value;
    }
}
