package limpid.decode.sta;

/** An observation, or what stands around it, is not as it must be. */
public final class Unfit extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String place;
    private final String expected;

    /**
     * Says what is wrong.
     *
     * @param place    JSON pointer to it; empty for the whole
     * @param expected what should stand there
     */
    public Unfit(String place, String expected) {
        super((place.isEmpty() ? "the body" : place) + ": expected " + expected, null, false, false);
        this.place = place;
        this.expected = expected;
    }

    /** JSON pointer to what is wrong. */
    public String place() {
        return place;
    }

    /** What should stand there. */
    public String expected() {
        return expected;
    }
}
