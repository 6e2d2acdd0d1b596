package limpid.bench;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;

/** What pretend stations send. */
public enum Shape {
    /** Backfill: a message is one day of one air station, 24 hours of six parameters; days go back in time. */
    DAYS(144, 100, 5, "air", "PT1H", "") {
        private static final List<String> WHOLE_NUMBERS = List.of("SO2", "NO2", "O3", "PM10", "PM2.5");

        @Override
        BenchMessage message(long number, Instant now) {
            Instant today = now.plus(LOCAL).truncatedTo(ChronoUnit.DAYS).minus(LOCAL);
            Instant day = today.minus(Duration.ofDays(1 + number / stations()));
            Random random = new Random(number);
            StringBuilder text = new StringBuilder(3600).append('[');
            for (int hour = 1; hour <= 24; hour++) {
                text.append(hour == 1 ? "{\"end\":\"" : ",{\"end\":\"")
                        .append(stamp(day.plus(Duration.ofHours(hour))))
                        .append("\",\"period\":\"PT1H\",\"values\":{");
                WHOLE_NUMBERS.forEach(name -> text.append('"')
                        .append(name)
                        .append("\":")
                        .append(5 + random.nextInt(90))
                        .append(','));
                text.append("\"CO\":0.").append(1 + random.nextInt(9)).append("}}");
            }
            return message(number, text.append(']'));
        }
    },

    /** Live noise: a message is one minute of one point, 60 levels of a second; minutes go on in time. */
    SECONDS(60, 2000, 50, "noise", "PT1S", "") {
        @Override
        BenchMessage message(long number, Instant now) {
            return levels(number, now);
        }
    },

    /** The same in messages of ten seconds. */
    TENS(10, 2000, 50, "noise", "PT1S", "") {
        @Override
        BenchMessage message(long number, Instant now) {
            return levels(number, now);
        }
    },

    /** Hours as they end, long ago: a message is one hour of one air station, six parameters; hours go on in time. */
    HOURS(6, 100, 5, "air", "PT1H", "H") {
        @Override
        BenchMessage message(long number, Instant now) {
            StringBuilder text = new StringBuilder(160)
                    .append("{\"end\":\"")
                    .append(stamp(end(number, now)))
                    .append("\",\"period\":\"PT1H\",\"values\":{\"SO2\":")
                    .append(firstValue(number));
            return message(number, text.append(",\"NO2\":31,\"O3\":88,\"PM10\":60,\"PM2.5\":22,\"CO\":0.6}}"));
        }
    };

    /** The codes of all pretend stations begin with it. */
    public static final String PREFIX = "BENCH";

    private static final Duration HISTORY_OF_HOURS = Duration.ofDays(700);
    /** Less than what may have been removed, as seconds are that come in time. */
    private static final Duration HISTORY_OF_SECONDS = Duration.ofHours(11);

    private static final Duration LOCAL = Duration.ofHours(8);

    private final int readings;
    private final int stations;
    private final int stationsOfACity;
    private final String medium;
    private final String period;
    private final String letter;

    Shape(int readings, int stations, int stationsOfACity, String medium, String period, String letter) {
        this.readings = readings;
        this.stations = stations;
        this.stationsOfACity = stationsOfACity;
        this.medium = medium;
        this.period = period;
        this.letter = letter;
    }

    /** The message of this number; stations take turns. */
    abstract BenchMessage message(long number, Instant now);

    /** Levels of a second that follow those of the point's message before. */
    final BenchMessage levels(long number, Instant now) {
        StringBuilder text = new StringBuilder(420)
                .append("{\"end\":\"")
                .append(stamp(end(number, now)))
                .append("\",\"period\":\"PT1S\",\"values\":{\"LAS\":[");
        int[] tenths = tenths(number);
        for (int second = 0; second < readings; second++) {
            text.append(second == 0 ? "" : ",")
                    .append(tenths[second] / 10)
                    .append('.')
                    .append(tenths[second] % 10);
        }
        return message(number, text.append("]}}"));
    }

    /** The levels of a message, in tenths of a dB, the first one first. */
    final int[] tenths(long number) {
        Random random = new Random(number);
        int[] tenths = new int[readings];
        for (int second = 0; second < readings; second++) {
            tenths[second] = 10 * (40 + random.nextInt(40)) + random.nextInt(10);
        }
        return tenths;
    }

    /** The end of what a message of a shape that goes on in time holds. */
    final Instant end(long number, Instant now) {
        Instant hour = now.truncatedTo(ChronoUnit.HOURS);
        long next = 1 + number / stations;
        return this == HOURS
                ? hour.minus(HISTORY_OF_HOURS).plus(Duration.ofHours(next))
                : hour.minus(HISTORY_OF_SECONDS).plusSeconds(readings * next);
    }

    private static int firstValue(long number) {
        return 5 + Math.toIntExact(number % 90);
    }

    /** How a message of this number is asked for. @throws IllegalStateException where the shape goes back in time */
    final Probe probe(long number, Instant now) {
        String station = code(station(number));
        Instant end = end(number, now);
        return switch (this) {
            case DAYS -> throw new IllegalStateException("days are not asked for one by one");
            case HOURS -> Probe.ofHour(station, end, firstValue(number));
            case SECONDS, TENS -> Probe.ofLevel(station, end, tenths(number)[readings - 1]);
        };
    }

    /** The place of the station that sends the message of this number, from 0. */
    final int station(long number) {
        return Math.toIntExact(number % stations);
    }

    final BenchMessage message(long number, StringBuilder payload) {
        String topic = "limpid/v1/" + medium + "/" + code(station(number)) + "/readings";
        return new BenchMessage(topic, payload.toString().getBytes(StandardCharsets.UTF_8), readings);
    }

    static String stamp(Instant end) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(OffsetDateTime.ofInstant(end, ZoneOffset.ofHours(8)));
    }

    final int stations() {
        return stations;
    }

    /** Of one message. */
    final int readings() {
        return readings;
    }

    private String code(int station) {
        return PREFIX + letter + station;
    }

    /** Whether its readings are kept in spans. */
    final boolean packs() {
        return this == SECONDS || this == TENS;
    }

    /** In a sentence. */
    final String description() {
        return readings + " readings a message, " + stations + " " + medium + " stations";
    }

    /** The registry of its stations. */
    public final String registry() {
        StringBuilder csv = new StringBuilder("code,name_zh,medium,city,period,noise_network,noise_zone\n");
        String noise = packs() ? ",functional,2\n" : ",,\n";
        for (int station = 0; station < stations; station++) {
            csv.append(code(station)).append(",测试").append(station);
            csv.append(',').append(medium).append(",测试市").append(station / stationsOfACity);
            csv.append(',').append(period).append(noise);
        }
        return csv.toString();
    }
}
