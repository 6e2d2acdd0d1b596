package limpid.decode;

/**
 * How large the parts of a message may be. What is larger is refused, and the refusal names the setting.
 *
 * @param bytes    of a message; LIMPID_LONGEST_PAYLOAD
 * @param values   in a message, read or refused; LIMPID_VALUES_OF_A_MESSAGE
 * @param refusals of a message that are kept one by one; LIMPID_REFUSALS_OF_A_MESSAGE
 * @param name     characters of a name; LIMPID_LONGEST_NAME
 * @param nesting  objects and arrays in each other; LIMPID_DEEPEST_NESTING
 */
public record Limits(int bytes, int values, int refusals, int name, int nesting) {
    /** As they are unless somebody sets them otherwise. */
    public static final Limits DEFAULTS = new Limits(1024 * 1024, 1024 * 1024, 50, 200, 8);

    /** Refuses limits that no message could keep. */
    public Limits {
        if (bytes < 1 || values < 1 || refusals < 1 || name < 1 || nesting < 4) {
            throw new IllegalArgumentException("no message can keep these limits: " + bytes + " bytes, " + values
                    + " values, " + refusals + " refusals, names of " + name + ", nesting of " + nesting);
        }
    }
}
