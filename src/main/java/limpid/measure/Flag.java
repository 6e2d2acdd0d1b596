package limpid.measure;

/**
 * The state of an instrument or a reviewer's decision, which settles whether a value may enter a mean.
 * Listed in {@code flags.csv} and at {@code /api/v1/flags}.
 *
 * @param id           stable for ever, the number under which it is stored
 * @param code         the letters in messages, for example {@code N} or {@code M}
 * @param entersMean   whether a value with this flag may enter a mean
 * @param raisesAlert  whether the duty officer is told
 * @param setBy        who may set it
 */
public record Flag(
        int id, String code, String nameZh, String nameEn, EntersMean entersMean, boolean raisesAlert, SetBy setBy) {

    /** Whether the value is used for means as it stands. */
    public boolean valid() {
        return entersMean == EntersMean.YES;
    }

    /** Whether a value may enter a mean. */
    public enum EntersMean {
        /** It does. */
        YES,
        /** It does not. */
        NO,
        /** Not before a reviewer has approved it. */
        REVIEW
    }

    /** Who sets a flag. */
    public enum SetBy {
        /** The station, in its message. */
        STATION,
        /** Limpid's checks. */
        LIMPID,
        /** A reviewer. */
        REVIEWER
    }
}
