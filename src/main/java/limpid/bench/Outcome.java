package limpid.bench;

import java.util.List;

/**
 * What a bench ended with.
 *
 * @param good    whether all is there that must be
 * @param figures what it measured
 */
public record Outcome(boolean good, List<Figure> figures) {
    /** Of a bench whose service did not become ready. */
    public static final Outcome NOTHING = new Outcome(false, List.of());

    /** Keeps the figures as they are now. */
    public Outcome {
        figures = List.copyOf(figures);
    }

    /** For the shell. */
    public int exitCode() {
        return good ? 0 : 1;
    }
}
