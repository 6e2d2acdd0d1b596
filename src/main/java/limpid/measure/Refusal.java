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
        BAD_TOPIC("主题有误", "the topic is not limpid/v1/{air|water|noise}/{station}/readings"),
        /** MQTT forbids the packet that carried it, or it ended our connection twice. */
        BAD_PACKET("MQTT 报文不合规", "MQTT forbids the packet that carried it, or it ended the connection twice"),
        /** A copy that the broker retained from an earlier time, sent because we subscribed. */
        RETAINED("保留消息的副本", "a copy that the broker retained from an earlier time; it could undo what is known since"),
        /** Longer than a message may be, or with more values. */
        TOO_LONG("报文过长", "longer than LIMPID_LONGEST_PAYLOAD, or of more values than LIMPID_VALUES_OF_A_MESSAGE"),
        /** The station sent more than may wait for it; kept for a replay. */
        OVERLOAD("超出排队上限", "more of the station waits than LIMPID_SLOW_BYTES_OF_A_STATION; unread, to be replayed"),
        /** Not a frame of HJ 212, or its check is wrong. */
        BAD_FRAME("HJ 212 报文有误", "not a frame of HJ 212, or its length or check is wrong"),
        /** A frame of HJ 212 whose content is encrypted, and no key is held. */
        ENCRYPTED("报文已加密", "a frame of HJ 212 whose content is encrypted, and no key is held"),
        /** The password of a frame is not that of its station. */
        WRONG_PASSWORD("访问密码不符", "the password of the frame is not that of its station"),
        /** A command of HJ 212 that brings no readings. */
        OTHER_COMMAND("非数据命令", "a command of HJ 212 that brings no readings"),
        /** Not JSON. */
        NOT_JSON("不是 JSON", "no JSON: it breaks off, has NaN for a number, or is in no encoding of JSON"),
        /** JSON, but not of the shape of a reading. */
        BAD_SHAPE("结构有误", "JSON of another shape than a message of readings"),
        /** No station of this code is registered. */
        UNKNOWN_STATION("站点未注册", "no station of this code is registered; register it and replay the message"),
        /** The station, or the parameter, belongs to another medium. */
        WRONG_MEDIUM("要素不符", "the station, or the parameter, belongs to another medium"),
        /** The list of parameters has no such name. */
        UNKNOWN_PARAMETER("因子未知", "the list of parameters has no such name"),
        /** The list of flags has no such code. */
        UNKNOWN_FLAG("标识未知", "the list of flags has no such code that a station may set"),
        /** Not a number, or one with more digits than a measurement has. */
        NOT_A_NUMBER("不是数值", "neither a number nor null, or a number with more digits than a measurement has"),
        /** Outside what nature allows. */
        IMPOSSIBLE_VALUE("数值不可能", "outside what nature allows, or not detected where there is no detection limit"),
        /** Not a time with its offset. */
        BAD_TIME("时间有误", "no time with its offset"),
        /** Not an averaging period, or none known for the station. */
        BAD_PERIOD("时段有误", "no averaging period, or none known for the station"),
        /** One more averaging period than a station may have. */
        TOO_MANY_PERIODS("时段种类过多", "one more averaging period than LIMPID_PERIODS_OF_A_STATION"),
        /** The period's end is not where such periods end. */
        MISALIGNED("时段未对齐", "such periods do not end at this time, or it has a fraction of a second"),
        /** The period ends in the future. */
        IN_THE_FUTURE("时间在未来", "later than the arrival by more than LIMPID_CLOCK_TOLERANCE"),
        /** The period ends before any station measured. */
        TOO_OLD("时间过早", "before LIMPID_EARLIEST"),
        /** The seconds of its minute were removed; the minute's tally is final. */
        SECONDS_REMOVED("秒级数据已清理", "the seconds of its minute were removed and its tally is final"),
        /** The database cannot hold it, or handling it failed; kept for a replay. */
        NOT_STORABLE("无法入库", "the database cannot hold it, or handling it failed; kept for a replay");

        private final String code = name().toLowerCase(Locale.ROOT).replace('_', '-');
        private final String nameZh;
        private final String meaning;

        Reason(String nameZh, String meaning) {
            this.nameZh = nameZh;
            this.meaning = meaning;
        }

        /** The name in Chinese. */
        public String nameZh() {
            return nameZh;
        }

        /** What is refused, in a sentence for the manual. */
        public String meaning() {
            return meaning;
        }

        /** The stable name, for example {@code unknown-station}. */
        public String code() {
            return code;
        }
    }
}
