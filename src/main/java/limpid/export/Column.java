package limpid.export;

import org.jspecify.annotations.Nullable;

/**
 * A column of a dataset.
 *
 * @param name    in every format, for example {@code PM2.5}
 * @param titleZh what it holds, as the field calls it
 * @param unit    of a measured quantity; null for all else
 * @param digits  decimals in which it is published; null where that is no property of the column
 */
public record Column(
        String name,
        String titleZh,
        Kind kind,
        @Nullable String unit,
        @Nullable Integer digits) {
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
