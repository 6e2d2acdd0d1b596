package limpid.store;

import java.util.List;

/** Readings were to be changed whose seconds were removed; nothing was changed. */
public final class SecondsRemoved extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<Span> spans;

    /** Names the spans, as far as they are known. */
    public SecondsRemoved(List<Span> spans) {
        super("the one-second levels were removed");
        this.spans = List.copyOf(spans);
    }

    /** Whole minutes whose seconds are gone. */
    public List<Span> spans() {
        return spans;
    }
}
