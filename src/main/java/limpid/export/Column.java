package limpid.export;

import java.util.Locale;
import limpid.measure.UnitText;
import org.jspecify.annotations.Nullable;

/**
 * A column of a dataset.
 *
 * @param name    in every format, for example {@code PM2.5}
 * @param titleZh what it holds, as the field calls it
 * @param unit    of a measured quantity; null for all else
 * @param digits  decimals in which it is published; null where that is no property of the column
 * @param coded   whether its words stand in a column of their own
 */
public record Column(
        String name,
        String titleZh,
        Kind kind,
        @Nullable String unit,
        @Nullable Integer digits,
        boolean coded) {
    /** A column beside which no words stand. */
    public Column(String name, String titleZh, Kind kind, @Nullable String unit, @Nullable Integer digits) {
        this(name, titleZh, kind, unit, digits, false);
    }

    /** What its cells are; a cell may also be null or a {@link Mark}. */
    public enum Kind {
        /** {@code String}. */
        TEXT,
        /** {@code Integer}. */
        INTEGER,
        /** {@code BigDecimal} or {@link Printed}. */
        DECIMAL,
        /** {@code Boolean}. */
        BOOLEAN,
        /** {@code LocalDate}, a local day. */
        DATE,
        /** {@code Instant}, written with its offset. */
        TIME,
        /** {@code Instant}, written as the clock of the station shows it. */
        LOCAL_TIME
    }

    /** What it holds, in English: its name in words. */
    public String titleEn() {
        String plain = name.replaceFirst("Word$", "");
        String spaced = plain.replace('_', ' ').replaceAll("(?<=[a-z])(?=[A-Z])", " ");
        boolean isWord = name.matches("[a-z].*") && !name.startsWith("iaqi") && !name.startsWith("aqi");
        return isWord
                ? spaced.substring(0, 1).toUpperCase(Locale.ROOT)
                        + spaced.substring(1).toLowerCase(Locale.ROOT)
                : spaced.replaceFirst("^i?aqi", spaced.startsWith("iaqi") ? "IAQI" : "AQI");
    }

    /** At the head of the column. */
    String title(Header header) {
        return switch (header) {
            case CODE -> name;
            case ZH -> titleZh + (coded ? "（代码）" : "");
            case EN -> titleEn() + (coded ? " (code)" : "");
        };
    }

    /** Its unit as people write it; empty where it has none. */
    String shownUnit() {
        return unit == null || unit.equals("1") ? "" : UnitText.of(unit);
    }

    static Column text(String name, String titleZh) {
        return new Column(name, titleZh, Kind.TEXT, null, null);
    }

    static Column of(Kind kind, String name, String titleZh) {
        return new Column(name, titleZh, kind, null, null);
    }

    static Column decimal(String name, String titleZh, String unit, int digits) {
        return new Column(name, titleZh, Kind.DECIMAL, unit, digits);
    }
}
