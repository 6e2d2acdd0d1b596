package limpid.measure;

import java.util.List;
import java.util.Locale;

/**
 * Why something a station sent could not be kept as a reading, and where in the message it stands.
 *
 * @param place  JSON pointer into the payload, for example {@code /3/values/O3}; empty for the message as a whole. The
 *               first, where there are several
 * @param detail one sentence for the person who mends it, about the first place
 * @param count  how many values, or other parts of the message, were refused for this reason at such places
 * @param places the first of these places, the first one included
 */
public record Refusal(Reason reason, String place, String detail, long count, List<String> places) {
    private static final int LONGEST_TEXT = 400;

    /** Keeps texts short and free of characters a database would not take. */
    public Refusal {
        place = presentable(place);
        detail = presentable(detail);
        places = places.stream().map(Refusal::presentable).toList();
        if (count < 1) {
            throw new IllegalArgumentException("a refusal of " + count + " values");
        }
    }

    /** The refusal of one value, or of the message as a whole. */
    public Refusal(Reason reason, String place, String detail) {
        this(reason, place, detail, 1, List.of(place));
    }

    private static String presentable(String text) {
        String clean = text.replace('\u0000', '\uFFFD');
        return clean.length() <= LONGEST_TEXT ? clean : clean.substring(0, LONGEST_TEXT) + "…";
    }

    /** The reasons for a refusal; the code is stable and appears in answers and metrics. */
    public enum Reason {
        /** The topic is not {@code limpid/v1/{medium}/{station}/readings}. */
        BAD_TOPIC,
        /** MQTT forbids the packet that carried it, or it ended our connection twice. */
        BAD_PACKET,
        /** A copy that the broker retained from an earlier time, sent because we subscribed. */
        RETAINED,
        /** Longer than a message may be, or with more values. */
        TOO_LONG,
        /** The station sent more than may wait for it; kept for a replay. */
        OVERLOAD,
        /** Not a frame of HJ 212, or its check is wrong. */
        BAD_FRAME,
        /** A frame of HJ 212 whose content is encrypted, and no key is held. */
        ENCRYPTED,
        /** The password of a frame is not that of its station. */
        WRONG_PASSWORD,
        /** A command of HJ 212 that brings no readings. */
        OTHER_COMMAND,
        /** Not JSON. */
        NOT_JSON,
        /** JSON, but not of the shape of a reading. */
        BAD_SHAPE,
        /** No station of this code is registered. */
        UNKNOWN_STATION,
        /** The station, or the parameter, belongs to another medium. */
        WRONG_MEDIUM,
        /** The list of parameters has no such name. */
        UNKNOWN_PARAMETER,
        /** The list of flags has no such code. */
        UNKNOWN_FLAG,
        /** Not a number, or one with more digits than a measurement has. */
        NOT_A_NUMBER,
        /** Outside what nature allows. */
        IMPOSSIBLE_VALUE,
        /** Not a time with its offset. */
        BAD_TIME,
        /** Not an averaging period, or none known for the station. */
        BAD_PERIOD,
        /** One more averaging period than a station may have. */
        TOO_MANY_PERIODS,
        /** The period's end is not where such periods end. */
        MISALIGNED,
        /** The period ends in the future. */
        IN_THE_FUTURE,
        /** The period ends before any station measured. */
        TOO_OLD,
        /** The seconds of its minute were removed; the minute's tally is final. */
        SECONDS_REMOVED,
        /** The database cannot hold it, or handling it failed; kept for a replay. */
        NOT_STORABLE;

        private final String code = name().toLowerCase(Locale.ROOT).replace('_', '-');

        /** The stable name, for example {@code unknown-station}. */
        public String code() {
            return code;
        }
    }
}
