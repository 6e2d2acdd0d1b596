package limpid.store;

/** A registered station was to measure another medium: what it sent would mean something else. Nothing was changed. */
public final class MediumChange extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Names the station and both media. */
    public MediumChange(String station, String before, String after) {
        super("station '" + station + "' measures " + before + " and cannot become one of " + after
                + "; register it under another code");
    }
}
