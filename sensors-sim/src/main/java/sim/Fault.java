package sim;

import java.util.Locale;

/** What went wrong with a sending on purpose. */
public enum Fault {
    /** Nothing: sent once, on time. */
    NONE,
    /** The same message again. */
    DUPLICATE,
    /** The same message again with one other value. */
    CORRECTED,
    /** Held back for minutes to days. */
    LATE,
    /** Held back just long enough to change places with later ones. */
    REORDERED,
    /** Not acceptable; see {@link Malformation}. */
    MALFORMED,
    /** Not sent at all. */
    SILENT;

    /** The word used in the truth; empty for {@link #NONE}. */
    public String code() {
        return this == NONE ? "" : name().toLowerCase(Locale.ROOT);
    }
}
