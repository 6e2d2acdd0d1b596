package limpid.export;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.zone.ZoneRules;
import java.util.Arrays;
import java.util.List;
import limpid.export.Column.Kind;
import limpid.measure.Formula;
import limpid.measure.LocalDay;
import org.jspecify.annotations.Nullable;

/**
 * Rows as CSV by RFC 4180 in UTF-8: the text from which every format takes its hash. Times are written digit by digit, for
 * ten million rows have thirty million of them.
 */
final class CsvText {
    private static final ZoneRules CHINA = LocalDay.CHINA.getRules();
    private static final int SECONDS_OF_DAY = 86_400;

    private final Bytes bytes = new Bytes();
    private final Kind[] kinds;
    private final @Nullable String[] texts;
    private final byte[][] fields;
    private long day = Long.MIN_VALUE;
    private byte[] date = {};

    CsvText(List<Column> columns) {
        kinds = columns.stream().map(Column::kind).toArray(Kind[]::new);
        texts = new String[kinds.length];
        fields = new byte[kinds.length][];
    }

    /** Bytes of one thread, so without the lock of the JDK's own, and to be had without a copy. */
    static final class Bytes extends OutputStream {
        private byte[] content = new byte[1 << 10];
        private int size;

        byte[] content() {
            return content;
        }

        int size() {
            return size;
        }

        void reset() {
            size = 0;
        }

        byte[] toByteArray() {
            return Arrays.copyOf(content, size);
        }

        void writeTo(OutputStream out) throws IOException {
            out.write(content, 0, size);
        }

        @Override
        public void write(int b) {
            if (size == content.length) {
                content = Arrays.copyOf(content, 2 * size);
            }
            content[size++] = (byte) b;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            room(length);
            System.arraycopy(bytes, offset, content, size, length);
            size += length;
        }

        void ascii(String text) {
            ascii(text, 0, text.length());
        }

        void ascii(String text, int start, int end) {
            room(end - start);
            for (int i = start; i < end; i++) {
                content[size++] = (byte) text.charAt(i);
            }
        }

        private void room(int length) {
            if (length > content.length - size) {
                content = Arrays.copyOf(content, Math.max(2 * content.length, size + length));
            }
        }
    }

    /** The header line, and a line of units below it where people read it. */
    Bytes header(List<Column> columns, Header header) {
        bytes.reset();
        for (int i = 0; i < columns.size(); i++) {
            separate(i);
            write(field(columns.get(i).title(header)));
        }
        ended();
        if (header != Header.CODE) {
            for (int i = 0; i < columns.size(); i++) {
                separate(i);
                write(field(columns.get(i).shownUnit()));
            }
            ended();
        }
        return bytes;
    }

    /** A row as a line; good until the next one. */
    Bytes line(@Nullable Object[] cells) {
        bytes.reset();
        int i = 0;
        while (i < cells.length) {
            separate(i);
            if (cells[i] instanceof PrintedRun run) {
                bytes.ascii(run.csv());
                i += run.columns();
            } else {
                cell(i, cells[i]);
                i++;
            }
        }
        return ended();
    }

    private void separate(int column) {
        if (column > 0) {
            bytes.write(',');
        }
    }

    private void write(byte[] field) {
        bytes.write(field, 0, field.length);
    }

    private Bytes ended() {
        bytes.write('\r');
        bytes.write('\n');
        return bytes;
    }

    private void cell(int column, @Nullable Object cell) {
        switch (cell) {
            case null -> {}
            case String text -> text(column, text);
            case Instant instant -> time(instant, kinds[column] == Kind.TIME);
            case Printed decimal -> bytes.ascii(decimal.text(), decimal.start(), decimal.end());
            case BigDecimal decimal -> bytes.ascii(decimal.toPlainString());
            case LocalDate local -> bytes.ascii(local.toString());
            case Mark mark -> bytes.ascii(mark.text());
            case Number number -> bytes.ascii(number.toString());
            case Boolean yes -> bytes.ascii(yes.toString());
            default -> text(column, cell.toString());
        }
    }

    /** A column mostly says the same in line after line. */
    private void text(int column, String text) {
        if (!text.equals(texts[column])) {
            texts[column] = text;
            fields[column] = field(text);
        }
        write(fields[column]);
    }

    private static byte[] field(String cell) {
        String text = Formula.guarded(cell);
        String field = isQuoted(text) ? '"' + text.replace("\"", "\"\"") + '"' : text;
        return field.getBytes(StandardCharsets.UTF_8);
    }

    private static boolean isQuoted(String text) {
        return text.indexOf('"') >= 0 || text.indexOf(',') >= 0 || text.indexOf('\r') >= 0 || text.indexOf('\n') >= 0;
    }

    private void time(Instant instant, boolean withOffset) {
        int offset = CHINA.getOffset(instant).getTotalSeconds();
        long local = instant.getEpochSecond() + offset;
        long localDay = Math.floorDiv(local, SECONDS_OF_DAY);
        int second = (int) Math.floorMod(local, (long) SECONDS_OF_DAY);
        if (localDay != day) {
            day = localDay;
            date = LocalDate.ofEpochDay(localDay).toString().getBytes(StandardCharsets.US_ASCII);
        }
        write(date);
        bytes.write(withOffset ? 'T' : ' ');
        two(second / 3600);
        bytes.write(':');
        two(second / 60 % 60);
        bytes.write(':');
        two(second % 60);
        fraction(instant.getNano());
        if (withOffset) {
            offset(offset);
        }
    }

    /** Microseconds, as the store keeps them, where there are any. */
    private void fraction(int nanos) {
        if (nanos != 0) {
            int micros = nanos / 1_000;
            bytes.write('.');
            two(micros / 10_000);
            two(micros / 100 % 100);
            two(micros % 100);
        }
    }

    private void offset(int seconds) {
        bytes.write(seconds < 0 ? '-' : '+');
        two(Math.abs(seconds) / 3600);
        bytes.write(':');
        two(Math.abs(seconds) / 60 % 60);
    }

    private void two(int number) {
        bytes.write('0' + number / 10);
        bytes.write('0' + number % 10);
    }
}
