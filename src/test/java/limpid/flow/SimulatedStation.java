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
 * A station of a simulation, and what it sent: values, corrections of values, many values at once, and messages that can only be
 * refused. It sends one message after the other and repeats each until the broker has answered. No two messages of it are the
 * same text.
 */
final class SimulatedStation {
    /** A value that the store can never keep. */
    static final BigDecimal UNSTORABLE = new BigDecimal("13.13");

    /** A month and an edition of the index end in what follows. */
    private static final Instant START = Samples.at("2026-02-27T12:00:00+08:00");

    private final Station station;
    private final Sends sends;
    private final boolean registered;
    private final SplittableRandom random;
    private final List<Message> sent = new ArrayList<>();

    /** A station that draws its messages from here. */
    SimulatedStation(String code, Sends sends, boolean registered, SplittableRandom random) {
        Station usual = Samples.station(code, sends.medium, sends.period);
        this.station = sends.medium == Medium.WATER ? onARiver(usual) : usual;
        this.sends = sends;
        this.registered = registered;
        this.random = random;
    }

    private static Station onARiver(Station station) {
        return new Station(
                station.code(),
                station.nameZh(),
                station.nameEn(),
                station.medium(),
                station.city(),
                "",
                null,
                null,
                station.kind(),
                station.period(),
                true,
                null,
                null,
                new Station.Siting("", Station.WaterBodyType.RIVER, 3, List.of(), null, "", null, null, null),
                List.of());
    }

    /** What a station sends. Few periods, so that most of them are corrected several times; few values, so that some return. */
    enum Sends {
        /** Hours of air, now and then one above its column. */
        AIR_HOURS(Medium.AIR, Duration.ofHours(1), 48, List.of("SO2", "SO2", "SO2", "O3"), 20, 5, 80, 900),
        /** Minutes of air. */
        AIR_MINUTES(Medium.AIR, Duration.ofMinutes(1), 150, List.of("SO2", "O3"), 20, 5, 80, 900),
        /** Levels of every second, with wind and rain. */
        NOISE_SECONDS(
                Medium.NOISE,
                Duration.ofSeconds(1),
                150,
                List.of("LAS", "LAS", "LAS", "LAS", "WS", "RAIN"),
                3,
                40,
                1,
                0),
        /** Records of hours, with wind and rain. */
        NOISE_HOURS(Medium.NOISE, Duration.ofHours(1), 60, List.of("LEQ", "LEQ", "LEQ", "WS", "RAIN"), 3, 40, 1, 0),
        /** Sets of a water section. */
        WATER(Medium.WATER, Duration.ofHours(4), 30, List.of("PH", "DO", "CODMN", "NH3N"), 6, 3, 1, 1);

        private final Medium medium;
        private final Duration period;
        private final int ends;
        private final List<String> parameters;
        private final int least;
        private final int values;
        private final int step;
        private final int rare;

        Sends(
                Medium medium,
                Duration period,
                int ends,
                List<String> parameters,
                int least,
                int values,
                int step,
                int rare) {
            this.medium = medium;
            this.period = period;
            this.ends = ends;
            this.parameters = parameters;
            this.least = least;
            this.values = values;
            this.step = step;
            this.rare = rare;
        }
    }

    /**
     * A message.
     *
     * @param text    the bytes in characters, by which the store knows it
     * @param values  what a store that keeps it holds of it, by what it is
     * @param refused values in it that are refused wherever it is kept
     */
    record Message(String topic, byte[] bytes, String text, Map<String, BigDecimal> values, int refused) {
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
                    case 1 -> values(2 + random.nextInt(40));
                    case 2 -> withABadValue();
                    default -> values(1);
                };
        sent.add(message);
        return message;
    }

    private Message unreadable() {
        return message("{\"end\":\"2026-03-01T01:00:00+08:00\",\"values\":{\"" + parameter() + "\":", Map.of(), 1);
    }

    private String parameter() {
        return sends.parameters.get(random.nextInt(sends.parameters.size()));
    }

    private Message values(int count) {
        String parameter = parameter();
        Instant end = end();
        Map<String, BigDecimal> values = new LinkedHashMap<>();
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            BigDecimal value = value();
            texts.add(value.toPlainString());
            values.put(key(station.code(), parameter, end.minus(sends.period.multipliedBy(count - 1L - i))), value);
        }
        String array = count == 1 ? texts.getFirst() : texts.toString();
        return json(end, "\"" + parameter + "\":" + array, values, 0);
    }

    private Message withABadValue() {
        Instant end = end();
        BigDecimal value = value();
        String good = sends.parameters.getFirst();
        return json(
                end,
                "\"" + good + "\":" + value.toPlainString() + ",\"" + sends.parameters.getLast() + "\":\"x\"",
                Map.of(key(station.code(), good, end), value),
                1);
    }

    private Message json(Instant end, String values, Map<String, BigDecimal> kept, int refused) {
        String text = "{\"end\":\"" + end + "\",\"period\":\"" + sends.period + "\",\"values\":{" + values + "}}";
        return registered ? message(text, kept, refused) : message(text, Map.of(), 1);
    }

    private Instant end() {
        return START.plus(sends.period.multipliedBy(1 + random.nextInt(sends.ends)));
    }

    /** A rare one cannot be stored, and a less rare one is far from the others. */
    private BigDecimal value() {
        int kind = random.nextInt(200);
        return switch (kind) {
            case 0 -> UNSTORABLE;
            case 1, 2, 3, 4, 5 -> BigDecimal.valueOf(sends.rare);
            default -> BigDecimal.valueOf(sends.least + sends.step * random.nextInt(sends.values));
        };
    }

    private Message message(String json, Map<String, BigDecimal> values, int refused) {
        // The number at its end is white space to JSON: no two messages are alike.
        String number = Integer.toBinaryString(sent.size()).replace('0', ' ').replace('1', '\t');
        byte[] bytes = (json + number).getBytes(StandardCharsets.UTF_8);
        return new Message(Samples.topic(station), bytes, SimulatedStore.text(bytes), values, refused);
    }
}
