package limpid.result;

/** What the cells of a column are. */
public enum Type {
    /** {@code String}. */
    TEXT,
    /** {@code Integer}. */
    INTEGER,
    /** {@code BigDecimal}. */
    DECIMAL,
    /** {@code Boolean}. */
    BOOLEAN,
    /** {@code LocalDate}. */
    DATE,
    /** {@code Instant}. */
    TIME,
    /** A list of {@code String}. */
    TEXTS,
    /** A list of {@code Integer}. */
    INTEGERS,
    /** A list of {@code BigDecimal} or null. */
    DECIMALS
}
