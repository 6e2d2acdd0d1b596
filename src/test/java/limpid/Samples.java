package limpid;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import limpid.decode.Payload;
import limpid.flow.Periods;
import limpid.flow.RemovedSeconds;
import limpid.measure.Flags;
import limpid.measure.Medium;
import limpid.measure.Parameters;
import limpid.measure.Period;
import limpid.measure.Reading;
import limpid.measure.Refusal;
import limpid.station.Registry;
import limpid.station.Station;
import limpid.store.Arrival;

/** Stations, readings and messages for tests of the intake side. */
public final class Samples {
    /** An air station that sends hours. */
    public static final Station AIR = station("A1", Medium.AIR, Duration.ofHours(1));
    /** A water section that sends every four hours. */
    public static final Station WATER = station("W1", Medium.WATER, Duration.ofHours(4));
    /** A noise point that sends seconds. */
    public static final Station NOISE = station("N1", Medium.NOISE, Duration.ofSeconds(1));
    /** When messages arrive unless a test says otherwise. */
    public static final Instant ARRIVED = at("2026-03-01T12:00:00+08:00");

    /** Nothing was ever removed. */
    public static final RemovedSeconds NOTHING_REMOVED =
            new RemovedSeconds((station, minutes) -> Set.of(), InstantSource.system());

    /** Every station may have three unusual periods, and has none yet. */
    public static final Periods PERIODS = new Periods(station -> Set.of(), 3);

    private Samples() {}

    /** A station of which nothing else is known. */
    public static Station station(String code, Medium medium, Duration period) {
        return new Station(
                code,
                code,
                code,
                medium,
                "市",
                "",
                null,
                null,
                "urban",
                period,
                true,
                null,
                null,
                Station.Siting.NONE,
                List.of());
    }

    /** A registry in memory. */
    public static Registry registry(Station... stations) {
        Map<String, Station> byCode = new ConcurrentHashMap<>();
        for (Station station : stations) {
            byCode.put(station.code(), station);
        }
        return code -> Optional.ofNullable(byCode.get(code));
    }

    /** Puts stations into the database. */
    public static void register(DataSource database, Station... stations) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement("""
                        WITH s AS (INSERT INTO subject (kind, code) VALUES ('station', ?) RETURNING id, code)
                        INSERT INTO station (id, code, name_zh, name_en, medium, city, district, kind, period_s,
                            counts_in_city, water_body, roles, noise_zone)
                        SELECT id, code, code, code, ?, '市', '', 'urban', ?, true, '', '{}', '' FROM s""")) {
            for (Station station : stations) {
                insert.setString(1, station.code());
                insert.setString(2, station.medium().code());
                insert.setLong(3, station.period().toSeconds());
                insert.executeUpdate();
            }
        }
    }

    /** An instant written with its offset. */
    public static Instant at(String stamp) {
        return OffsetDateTime.parse(stamp).toInstant();
    }

    /** A normal reading of one hour. */
    public static Reading hour(String station, String parameter, Instant end, String value) {
        return reading(station, parameter, end, Duration.ofHours(1), value);
    }

    /** A normal reading. */
    public static Reading reading(String station, String parameter, Instant end, Duration length, String value) {
        return new Reading(
                station,
                Parameters.standard().get(parameter),
                Period.ending(end, length),
                new BigDecimal(value),
                Flags.standard().normal());
    }

    /** The same reading as due and missing. */
    public static Reading missing(Reading reading) {
        return new Reading(reading.station(), reading.parameter(), reading.period(), null, reading.flag());
    }

    /** Where a station's readings are published. */
    public static String topic(Station station) {
        return "limpid/v1/" + station.medium().code() + "/" + station.code() + "/readings";
    }

    /** A message by MQTT. */
    public static Payload payload(String topic, String text) {
        return new Payload(topic, text.getBytes(StandardCharsets.UTF_8), ARRIVED, "mqtt");
    }

    /** A message with one hour of PM2.5. */
    public static String hourJson(Instant end, String value) {
        return "{\"end\":\"" + end + "\",\"period\":\"PT1H\",\"values\":{\"PM2.5\":" + value + "}}";
    }

    /** A message that holds readings of one station. */
    public static Arrival arrival(Reading... readings) {
        return arrival(Arrays.asList(readings));
    }

    /** A message that holds readings of one station. */
    public static Arrival arrival(List<Reading> readings) {
        String station = readings.getFirst().station();
        return new Arrival(payload("limpid/v1/air/" + station + "/readings", ""), station, readings, List.of());
    }

    /** A message of which everything was refused. */
    public static Arrival refused(String station, Payload payload, Refusal... refusals) {
        return new Arrival(payload, station, List.of(), new ArrayList<>(Arrays.asList(refusals)));
    }
}
