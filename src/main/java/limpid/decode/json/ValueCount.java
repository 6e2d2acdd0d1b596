package limpid.decode.json;

/** Counts the values of a message as they are met, so that a message with too many is left where the limit stands. */
final class ValueCount {
    private final int most;
    private long count;

    ValueCount(int most) {
        this.most = most;
    }

    void add(long more) {
        count += more;
        if (count > most) {
            throw new Exceeded(
                    "more than " + most + " values; LIMPID_VALUES_OF_A_MESSAGE sets how many a message may have");
        }
    }

    /** There are too many; the message is refused as a whole. */
    static final class Exceeded extends RuntimeException {
        private static final long serialVersionUID = 1;

        Exceeded(String message) {
            super(message, null, false, false);
        }

        @Override
        public String getMessage() {
            return String.valueOf(super.getMessage());
        }
    }
}
