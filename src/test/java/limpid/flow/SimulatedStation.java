package limpid.flow;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import limpid.Samples;
import limpid.measure.Medium;
import limpid.station.Station;

/**
 * A station of a simulation, and what it sent: hours, corrections of hours, days of hours at once, and messages that can only
 * be refused. It sends one message after the other and repeats each until the broker has answered. No two messages of it are
 * the same text.
 */
final class SimulatedStation {
    /** A value that the store can never keep. */
    static final BigDecimal UNSTORABLE = new BigDecimal("13.13");

    private static final Instant START = Samples.at("2026-03-01T00:00:00+08:00");
    private static final List<String> PARAMETERS = List.of("PM2.5", "O3", "NO2");

    private final Station station;
    private final boolean registered;
    private final SplittableRandom random;
    private final List<Message> sent = new ArrayList<>();

    /** A station that draws its messages from here. */
    SimulatedStation(String code, boolean registered, SplittableRandom random) {
        this.station = Samples.station(code, Medium.AIR, Duration.ofHours(1));
        this.registered = registered;
        this.random = random;
    }

    /**
     * A message.
     *
     * @param values  what a store that keeps it holds of it, by what it is
     * @param refused values in it that are refused wherever it is kept
     */
    record Message(String topic, byte[] bytes, Map<String, BigDecimal> values, int refused) {
        int all() {
            return values.size() + refused;
        }
    }

    Station station() {
        return station;
    }

    boolean registered() {
        return registered;
    }

    List<Message> sent() {
        return sent;
    }

    /** What a reading is: one key has one value at a time. */
    static String key(String station, String parameter, Instant end) {
        return station + " " + parameter + " " + end;
    }

    /** The next message. */
    Message next() {
        Message message =
                switch (random.nextInt(12)) {
                    case 0 -> unreadable();
                    case 1 -> hours(2 + random.nextInt(40));
                    case 2 -> withABadValue();
                    default -> hours(1);
                };
        sent.add(message);
        return message;
    }

    private Message unreadable() {
        return message("{\"end\":\"2026-03-01T01:00:00+08:00\",\"values\":{\"PM2.5\":", Map.of(), 1);
    }

    private Message hours(int count) {
        String parameter = PARAMETERS.get(random.nextInt(PARAMETERS.size()));
        Instant end = end();
        Map<String, BigDecimal> values = new LinkedHashMap<>();
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            BigDecimal value = value();
            texts.add(value.toPlainString());
            values.put(key(station.code(), parameter, end.minus(Duration.ofHours(count - 1L - i))), value);
        }
        String array = count == 1 ? texts.getFirst() : texts.toString();
        return json(end, "\"" + parameter + "\":" + array, values, 0);
    }

    private Message withABadValue() {
        Instant end = end();
        BigDecimal value = value();
        return json(
                end,
                "\"PM2.5\":" + value.toPlainString() + ",\"O3\":\"x\"",
                Map.of(key(station.code(), "PM2.5", end), value),
                1);
    }

    private Message json(Instant end, String values, Map<String, BigDecimal> kept, int refused) {
        String text = "{\"end\":\"" + end + "\",\"period\":\"PT1H\",\"values\":{" + values + "}}";
        return registered ? message(text, kept, refused) : message(text, Map.of(), 1);
    }

    /** Few hours, so that most of them are corrected several times. */
    private Instant end() {
        return START.plus(Duration.ofHours(1 + random.nextInt(60)));
    }

    /** Few values, so that some return; a rare one cannot be stored. */
    private BigDecimal value() {
        return random.nextInt(200) == 0 ? UNSTORABLE : BigDecimal.valueOf(20 + random.nextInt(5));
    }

    private Message message(String json, Map<String, BigDecimal> values, int refused) {
        // The number at its end is white space to JSON: no two messages are alike.
        String number = Integer.toBinaryString(sent.size()).replace('0', ' ').replace('1', '\t');
        return new Message(Samples.topic(station), (json + number).getBytes(StandardCharsets.UTF_8), values, refused);
    }
}
