package limpid.store;

/**
 * What was to be kept of a log is not what is next of it: somebody else keeps its partition now. Nothing was kept; who reads the
 * log asks the {@link LogPositions} where to go on.
 */
public final class Fenced extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** @param progress that the store refused */
    public Fenced(LogProgress progress) {
        super("log " + progress.log() + " is kept by somebody else: not next are " + progress.partitions());
    }
}
