package limpid.sensorthings;

/** A question that is not one of the standard, or not of the entities it is about. */
public final class NotUnderstood extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final String option;
    private final String given;

    /**
     * A question that cannot be answered.
     *
     * @param option   where it stands, for example {@code $filter}
     * @param given    what stands there
     * @param expected what was expected, with the place where the text stops making sense
     */
    public NotUnderstood(String option, String given, String expected) {
        super(expected, null, false, false);
        this.option = option;
        this.given = given;
    }

    /** Where it stands. */
    public String option() {
        return option;
    }

    /** What stands there. */
    public String given() {
        return given;
    }

    /** What was expected. */
    public String expected() {
        return String.valueOf(getMessage());
    }
}
