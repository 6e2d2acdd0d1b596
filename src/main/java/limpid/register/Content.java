package limpid.register;

/** What stands in a column that an office fills in. */
public enum Content {
    /** Anything. */
    TEXT,
    /** Code or name of a station. */
    STATION,
    /** An item of water. */
    ITEM,
    /** A measured value, or that nothing was detected. */
    VALUE,
    /** A point in time. */
    TIME,
    /** A day. */
    DATE,
    /** A month. */
    MONTH,
    /** A number. */
    NUMBER,
    /** One of a few. */
    CHOICE
}
