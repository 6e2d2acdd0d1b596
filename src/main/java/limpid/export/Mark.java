package limpid.export;

/** What stands in place of a figure, as HJ 633-2026 5.3.2 prints it; null in Parquet. */
public enum Mark {
    /** The figure is missing. */
    MISSING("NA"),
    /** The item is not in the monitoring plan. */
    NOT_MONITORED("/");

    private final String text;

    Mark(String text) {
        this.text = text;
    }

    /** As printed. */
    public String text() {
        return text;
    }
}
