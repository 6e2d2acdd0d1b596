package limpid.bench;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import limpid.noise.LevelTally;
import limpid.noise.NoiseHour;

/**
 * A city that sends live: noise points a level each second, some of them a message every few seconds, beside points that
 * average minutes themselves, air stations that send minutes and water stations that send samples. The same number gives
 * the same load.
 */
public final class NoiseLoad {
    private static final int MINUTE = 60;
    private static final int MINUTE_POINTS = 200;
    private static final int AIR_STATIONS = 100;
    private static final int WATER_STATIONS = 50;
    private static final int POINTS_OF_A_CITY = 200;

    private final int points;
    private final int secondsOfMessage;
    private final Random random = new Random(20250322);
    private final int[] sentUntil;

    /**
     * A load.
     *
     * @param points           that send a level each second
     * @param secondsOfMessage levels in one message
     */
    public NoiseLoad(int points, int secondsOfMessage) {
        this.points = points;
        this.secondsOfMessage = secondsOfMessage;
        sentUntil = new int[points];
    }

    /** The registry of its stations. */
    public String registry() {
        StringBuilder csv = new StringBuilder("code,name_zh,medium,city,period,noise_network,noise_zone\n");
        for (int point = 0; point < points; point++) {
            csv.append(second(point)).append(",测点,noise,测试市").append(point / POINTS_OF_A_CITY);
            csv.append(",PT1S,functional,2\n");
        }
        for (int point = 0; point < MINUTE_POINTS; point++) {
            csv.append(Shape.PREFIX + "M").append(point).append(",测点,noise,测试市0,PT1M,functional,2\n");
        }
        for (int station = 0; station < AIR_STATIONS; station++) {
            csv.append(Shape.PREFIX + "A").append(station).append(",测站,air,测试市0,PT1M,,\n");
        }
        for (int section = 0; section < WATER_STATIONS; section++) {
            csv.append(Shape.PREFIX + "W").append(section).append(",断面,water,测试市0,PT4H,,\n");
        }
        return csv.toString();
    }

    /** The code of a point that sends seconds. */
    static String second(int point) {
        return Shape.PREFIX + "S" + point;
    }

    int points() {
        return points;
    }

    /** One message and the point it is of, -1 for another station. */
    record Due(BenchMessage message, int point) {}

    /**
     * What is sent when a second is over; stations take turns, and all send what they have when the last one is.
     *
     * @param number of the second, from 1
     * @param end    its end by the stations' clocks
     */
    List<Due> after(int number, Instant end, boolean last) {
        List<Due> due = new ArrayList<>();
        for (int point = 0; point < points; point++) {
            if (last || (number + point) % secondsOfMessage == 0) {
                due.add(new Due(newest(point, number, end), point));
            }
        }
        if (end.getEpochSecond() % MINUTE == 0) {
            addOthers(end, due);
        }
        return due;
    }

    /** A whole minute of every point, a message each. */
    List<BenchMessage> minute(Instant end) {
        List<BenchMessage> messages = new ArrayList<>();
        for (int point = 0; point < points; point++) {
            messages.add(levels(point, MINUTE, end));
        }
        return messages;
    }

    private BenchMessage newest(int point, int number, Instant end) {
        int values = number - sentUntil[point];
        sentUntil[point] = number;
        return levels(point, values, end);
    }

    private BenchMessage levels(int point, int values, Instant end) {
        StringBuilder levels = new StringBuilder(values * 5);
        for (int value = 0; value < values; value++) {
            levels.append(value == 0 ? "" : ",").append(tenths(random) / 10.0);
        }
        return message(second(point), "noise", end, "PT1S", "\"LAS\":[" + levels + "]", values);
    }

    /** A level of a second, in tenths of a dB. */
    private static int tenths(Random random) {
        return 450 + random.nextInt(300);
    }

    /** Bytes kept of full hours of such levels, that many of them. */
    List<Long> fullHours(int hours) {
        Random own = new Random(hours);
        List<Long> bytes = new ArrayList<>();
        for (int hour = 0; hour < hours; hour++) {
            LevelTally.Builder tally = LevelTally.builder();
            for (int second = 0; second < NoiseHour.SECONDS; second++) {
                tally.sample(tenths(own) / 10.0, 1);
            }
            bytes.add((long) tally.build().toBytes().length);
        }
        return bytes;
    }

    private void addOthers(Instant end, List<Due> due) {
        for (int point = 0; point < MINUTE_POINTS; point++) {
            String values = "\"LEQ\":%d.4,\"LMAX\":%d.1,\"LMIN\":41.0".formatted(level(55), level(75));
            due.add(new Due(message(Shape.PREFIX + "M" + point, "noise", end, "PT1M", values, 3), -1));
        }
        for (int station = 0; station < AIR_STATIONS; station++) {
            String values = "\"SO2\":%d,\"NO2\":%d,\"O3\":%d,\"PM10\":%d,\"PM2.5\":%d,\"CO\":0.6"
                    .formatted(level(5), level(20), level(60), level(50), level(20));
            due.add(new Due(message(Shape.PREFIX + "A" + station, "air", end, "PT1M", values, 6), -1));
        }
        for (int section = 0; section < WATER_STATIONS; section++) {
            String values = "\"PH\":7.4,\"DO\":%d.2,\"CODMN\":3.1,\"NH3N\":0.21,\"TP\":0.05".formatted(level(6));
            due.add(new Due(message(Shape.PREFIX + "W" + section, "water", end, "PT0S", values, 5), -1));
        }
    }

    private int level(int from) {
        return from + random.nextInt(10);
    }

    private static BenchMessage message(
            String code, String medium, Instant end, String period, String values, int readings) {
        String payload = "{\"end\":\"%s\",\"period\":\"%s\",\"values\":{%s}}"
                .formatted(Shape.stamp(end.truncatedTo(ChronoUnit.SECONDS)), period, values);
        return new BenchMessage(
                "limpid/v1/" + medium + "/" + code + "/readings", payload.getBytes(StandardCharsets.UTF_8), readings);
    }

    /** In a sentence. */
    String description() {
        return "%,d points at one second, %d s a message, beside %d points and %d air stations by the minute, %d sections"
                .formatted(points, secondsOfMessage, MINUTE_POINTS, AIR_STATIONS, WATER_STATIONS);
    }
}
