package limpid.export;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.zone.ZoneRules;
import java.util.List;
import limpid.export.Column.Kind;
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
    private long day = Long.MIN_VALUE;
    private byte[] date = {};

    CsvText(List<Column> columns) {
        kinds = columns.stream().map(Column::kind).toArray(Kind[]::new);
    }

    /** Its bytes can be had without a copy. */
    static final class Bytes extends ByteArrayOutputStream {
        Bytes() {
            super(1 << 10);
        }

        byte[] content() {
            return buf;
        }

        void ascii(String text) {
            for (int i = 0; i < text.length(); i++) {
                write(text.charAt(i));
            }
        }
    }

    /** The header line. */
    Bytes header(List<Column> columns) {
        bytes.reset();
        for (Column column : columns) {
            separate();
            text(column.name());
        }
        return ended();
    }

    /** A row as a line; good until the next one. */
    Bytes line(@Nullable Object[] cells) {
        bytes.reset();
        for (int i = 0; i < cells.length; i++) {
            if (i > 0) {
                bytes.write(',');
            }
            cell(kinds[i], cells[i]);
        }
        return ended();
    }

    private void separate() {
        if (bytes.size() > 0) {
            bytes.write(',');
        }
    }

    private Bytes ended() {
        bytes.write('\r');
        bytes.write('\n');
        return bytes;
    }

    private void cell(Kind kind, @Nullable Object cell) {
        switch (cell) {
            case null -> {}
            case String text -> text(text);
            case Instant instant -> time(instant, kind == Kind.TIME);
            case BigDecimal decimal -> bytes.ascii(decimal.toPlainString());
            case LocalDate local -> bytes.ascii(local.toString());
            case Mark mark -> bytes.ascii(mark.text());
            default -> bytes.ascii(cell.toString());
        }
    }

    private void text(String text) {
        boolean plain = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            plain &= c < 0x80 && c != '"' && c != ',' && c != '\r' && c != '\n';
        }
        if (plain) {
            bytes.ascii(text);
        } else {
            encoded(text);
        }
    }

    private void encoded(String text) {
        boolean quoted = text.chars().anyMatch(c -> c == '"' || c == ',' || c == '\r' || c == '\n');
        String field = quoted ? '"' + text.replace("\"", "\"\"") + '"' : text;
        bytes.writeBytes(field.getBytes(StandardCharsets.UTF_8));
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
        bytes.writeBytes(date);
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
