package limpid.measure;

/**
 * On how much data a figure rests.
 *
 * @param valid    values that entered it
 * @param expected values due in the period
 * @param required least number of valid values by the rule in force
 */
public record Coverage(int valid, int expected, int required) {
    /** Refuses negative counts. */
    public Coverage {
        if (valid < 0 || expected < 0 || required < 0) {
            throw new IllegalArgumentException("negative count in " + valid + "/" + expected + "/" + required);
        }
    }

    /** Whether the rule's least number is reached. */
    public boolean sufficient() {
        return valid >= required;
    }
}
