package limpid.decode.hj212;

/** The edition a frame says it follows, in the high bits of Flag. */
public enum Edition {
    /** HJ/T 212-2005. */
    OF_2005("HJ/T 212-2005"),
    /** HJ 212-2017. */
    OF_2017("HJ 212-2017"),
    /** HJ 212-2025. */
    OF_2025("HJ 212-2025"),
    /** A version that no edition has. */
    OTHER("?");

    private static final int BELOW_VERSION = 2;
    private final String title;

    Edition(String title) {
        this.title = title;
    }

    /** The standard's number. */
    public String title() {
        return title;
    }

    static Edition of(int flag) {
        int version = flag >> BELOW_VERSION;
        return version < OTHER.ordinal() ? values()[version] : OTHER;
    }

    /** The Flag of an answer in it: no answer wanted, no packet numbers. */
    int answerFlag() {
        return this == OTHER ? OF_2017.answerFlag() : ordinal() << BELOW_VERSION;
    }
}
