package limpid.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import javax.sql.DataSource;
import limpid.PostgresExtension;
import limpid.Samples;
import limpid.air.AirSettings;
import limpid.measure.Flags;
import limpid.measure.LocalDay;
import limpid.measure.Reading;
import limpid.noise.NoiseSettings;
import limpid.rollup.Recomputation;
import limpid.standard.Pollutant;
import limpid.store.Arrival;
import limpid.store.postgres.PostgresReadings;
import limpid.store.postgres.PostgresWorkload;
import limpid.water.WaterSettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * One city of three stations, fed with the hours of four weeks, two under the editions of 2012 and two under those of 2026,
 * or with {@code -Dlimpid.campaign=year} of a year that ends there: in random order, with duplicates and late corrections,
 * the rollup working in between. Every row and answer is that of the same readings kept in order and worked off once.
 */
class AirWeeksIT {
    @RegisterExtension
    static final PostgresExtension INCREMENTAL = new PostgresExtension();

    @RegisterExtension
    static final PostgresExtension FROM_NOTHING = new PostgresExtension();

    private static final long SEED = 633_2026;
    private static final LocalDate AFTER = LocalDate.of(2026, 3, 15);
    private static final boolean WHOLE_YEAR = "year".equals(System.getProperty("limpid.campaign"));
    private static final LocalDate FIRST = WHOLE_YEAR ? AFTER.minusYears(1) : AFTER.minusWeeks(4);
    private static final List<String> STATIONS = List.of("A-1", "A-2", "A-3");
    private static final String WEEKS = "&from=" + FIRST + "&to=2026-03-14";
    private static final String HOURS =
            "SELECT h.*::text FROM (SELECT code, period_end, edition, so2, no2, co, o3, pm10, "
                    + "pm25, iaqi_so2, iaqi_no2, iaqi_co, iaqi_o3, iaqi_pm10, iaqi_pm25, aqi, level, primary_pollutants, reason, "
                    + "left_out FROM air_hour JOIN subject ON subject.id = subject_id ORDER BY code, period_end) AS h";
    private static final String DAYS =
            "SELECT d.*::text FROM (SELECT code, day, edition, so2, no2, co, o3_max8h, pm10, "
                    + "pm25, iaqi_so2, iaqi_no2, iaqi_co, iaqi_o3_max8h, iaqi_pm10, iaqi_pm25, valid_hours, aqi, level, "
                    + "primary_pollutants, reason, left_out FROM air_day JOIN subject ON subject.id = subject_id "
                    + "ORDER BY code, day) AS d";

    private static final String PERIODS =
            "SELECT (to_jsonb(p) - 'subject_id' - 'revision' - 'known_from')::text || code FROM air_period p "
                    + "JOIN subject ON subject.id = subject_id ORDER BY code, p.kind, first_day";
    private static final String DIRTY = "SELECT (SELECT count(*) FROM dirty) + (SELECT count(*) FROM dirty_month)";

    private static ApiServer incremental;
    private static ApiServer fromNothing;

    @BeforeAll
    static void feed() throws SQLException {
        incremental = server(INCREMENTAL);
        fromNothing = server(FROM_NOTHING);
        List<Arrival> inOrder = messages(new Random(SEED));
        List<Arrival> disturbed = disturbed(inOrder, new Random(SEED + 1));
        // Periods are made of what came first, so that what comes later revises them.
        int most = disturbed.size() * 9 / 10;
        feed(INCREMENTAL.dataSource(), disturbed.subList(0, most), 60);
        feed(INCREMENTAL.dataSource(), disturbed.subList(most, disturbed.size()), 60);
        feed(FROM_NOTHING.dataSource(), inOrder, inOrder.size());
    }

    private static ApiServer server(PostgresExtension postgres) {
        ApiServer server = new ApiServer(postgres.settings());
        server.register("code,name_zh,medium,city,period\nA-1,一,air,临江,PT1H\nA-2,二,air,临江,PT1H\nA-3,三,air,临江,PT1H\n");
        return server;
    }

    @AfterAll
    static void stop() {
        incremental.close();
        fromNothing.close();
    }

    /** Half a day of a station each, with gaps and flags. */
    private static List<Arrival> messages(Random random) {
        List<Arrival> messages = new ArrayList<>();
        for (LocalDate date = FIRST; date.isBefore(AFTER); date = date.plusDays(1)) {
            for (String station : STATIONS) {
                double air = Math.exp(random.nextGaussian() * 0.6);
                List<Reading> hours = new ArrayList<>();
                for (int hour = 1; hour <= 24; hour++) {
                    addHour(new LocalDay(date, LocalDay.CHINA), hour, station, air, random, hours);
                    if (hour % 12 == 0) {
                        messages.add(Samples.arrival(List.copyOf(hours)));
                        hours.clear();
                    }
                }
            }
        }
        return messages;
    }

    private static void addHour(
            LocalDay day, int hour, String station, double air, Random random, List<Reading> hours) {
        for (Pollutant pollutant : Pollutant.values()) {
            double usual = pollutant == Pollutant.CO ? 0.8 : pollutant == Pollutant.SO2 ? 9 : 45;
            String value = "%.2f".formatted(usual * air * (0.6 + 0.8 * random.nextDouble()));
            Reading reading = Samples.hour(station, pollutant.code(), day.hourEnd(hour), value);
            int luck = random.nextInt(100);
            if (luck < 3) {
                hours.add(reading.flagged(Flags.standard().get("M")));
            } else if (luck < 5) {
                hours.add(Samples.missing(reading));
            } else if (luck < 96 || pollutant == Pollutant.SO2) {
                hours.add(reading);
            }
        }
    }

    /** Shuffled; a tenth comes twice; a tenth comes wrong at first and right at the end. */
    private static List<Arrival> disturbed(List<Arrival> inOrder, Random random) {
        List<Arrival> early = new ArrayList<>(inOrder);
        List<Arrival> late = new ArrayList<>();
        for (int i = 0; i < inOrder.size(); i++) {
            if (i % 10 == 0) {
                early.add(inOrder.get(i));
            } else if (i % 10 == 1) {
                early.set(i, wrong(inOrder.get(i)));
                late.add(inOrder.get(i));
            }
        }
        Collections.shuffle(early, random);
        Collections.shuffle(late, random);
        early.addAll(late);
        return early;
    }

    private static Arrival wrong(Arrival message) {
        return Samples.arrival(message.accepted().stream()
                .map(reading ->
                        Samples.hour(reading.station(), reading.parameter().code(), reading.end(), "77"))
                .toList());
    }

    /** The server's own rollup works too; what either has claimed stays dirty until it is kept. */
    private static void feed(DataSource database, List<Arrival> messages, int atOnce) throws SQLException {
        PostgresReadings readings = new PostgresReadings(database);
        PostgresWorkload workload = new PostgresWorkload(database);
        Recomputation work = new Recomputation(AirSettings.DEFAULTS, WaterSettings.defaults(), NoiseSettings.DEFAULT);
        for (int from = 0; from < messages.size(); from += atOnce) {
            readings.commit(messages.subList(from, Math.min(messages.size(), from + atOnce)));
            workload.workOff(work);
        }
        while (count(database, DIRTY) > 0) {
            workload.workOff(work);
        }
    }

    private static long count(DataSource database, String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        }
    }

    @Test
    void rowsAndAnswersAreThoseOfARecomputationFromNothing() throws SQLException {
        assertEquals(rows(FROM_NOTHING, DAYS), rows(INCREMENTAL, DAYS));
        assertEquals(rows(FROM_NOTHING, HOURS), rows(INCREMENTAL, HOURS));
        assertEquals(rows(FROM_NOTHING, PERIODS), rows(INCREMENTAL, PERIODS));
        long days = ChronoUnit.DAYS.between(FIRST, AFTER);
        assertEquals(days * 4, rows(INCREMENTAL, DAYS).size());
        System.out.printf(
                "byte-equal after %d days: %d hours, %d days, %d periods; %d readings, %d revisions%n",
                days,
                rows(INCREMENTAL, HOURS).size(),
                rows(INCREMENTAL, DAYS).size(),
                rows(INCREMENTAL, PERIODS).size(),
                count(INCREMENTAL.dataSource(), "SELECT count(*) FROM reading"),
                count(INCREMENTAL.dataSource(), "SELECT count(*) FROM revision"));
        for (String subject : List.of("city=%E4%B8%B4%E6%B1%9F", "station=A-2")) {
            String path =
                    "/api/v1/air/evaluation?" + subject + WEEKS + "&edition=in-force,2012,2026-transition,2026-final";
            assertEquals(fromNothing.get(path).text(), incremental.get(path).text());
            JsonNode weeks = incremental.get(path).json().at("/items/0");
            assertEquals(
                    "[\"HJ 633-2012\",\"HJ 633-2026\"]",
                    weeks.get("indexEditions").toString());
            assertTrue(weeks.at("/days/valid").asInt() > 14, weeks::toString);
        }
    }

    @Test
    void storedPeriodsAreTheEvaluationsOfTheirDays() throws SQLException {
        List<String> periods = rows(
                INCREMENTAL,
                "SELECT to_jsonb(p)::text FROM published.air_period p WHERE scope = 'city' ORDER BY period, first_day");
        assertTrue(periods.size() >= 2 + 1 + 1 + 1, periods::toString);
        for (String text : periods) {
            JsonNode stored = ApiServer.tree(text);
            JsonNode answer = incremental
                    .get("/api/v1/air/evaluation?city=%E4%B8%B4%E6%B1%9F&from="
                            + stored.get("first_day").asText() + "&to="
                            + stored.get("last_day").asText())
                    .json()
                    .at("/items/0");
            assertEquals(stored.get("period"), answer.get("kind"));
            assertEquals(stored.get("edition"), answer.get("edition"));
            assertEquals(stored.get("index_editions"), answer.get("indexEditions"));
            assertEquals(stored.get("valid_days"), answer.at("/days/valid"));
            assertEquals(stored.get("heavy"), answer.at("/days/heavy"));
            assertEquals(stored.get("excellent_day_ratio"), answer.get("excellentDayRatio"));
            assertEquals(stored.get("composite_index"), answer.get("compositeIndex"));
            assertEquals(stored.get("main_pollutants"), answer.get("mainPollutant"));
            assertEquals(stored.get("complies"), answer.get("complies"));
            assertEquals(stored.get("pm25"), answer.at("/pollutants/PM2.5/mean/value"));
            assertEquals(stored.get("pm25_p95"), answer.at("/pollutants/PM2.5/percentile/value"));
            assertEquals(stored.get("co_p95"), answer.at("/pollutants/CO/percentile/value"));
            assertEquals(stored.at("/days/3"), answer.at("/pollutants/O3/percentile/coverage/valid"));
            assertEquals(stored.at("/required/5"), answer.at("/pollutants/PM2.5/mean/coverage/required"));
        }
    }

    @Test
    void aPeriodThatChangedAfterItsEndStandsInTheHistory() throws SQLException {
        assertEquals(List.of(), rows(INCREMENTAL, """
                        SELECT p::text FROM air_period p
                        WHERE last_day < '2026-06-01' AND revision - 1 <>
                              (SELECT count(*) FROM air_period_history h
                               WHERE (h.subject_id, h.kind, h.first_day) = (p.subject_id, p.kind, p.first_day))"""));
        assertTrue(count(INCREMENTAL.dataSource(), "SELECT count(*) FROM air_period_history") > 0);
    }

    private static List<String> rows(PostgresExtension postgres, String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = postgres.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                rows.add(result.getString(1));
            }
        }
        return rows;
    }

    @Test
    void everyPublishedFigureCanBeRedone() {
        int values = 0;
        for (String subject : List.of("station=A-1", "city=%E4%B8%B4%E6%B1%9F")) {
            for (String list : List.of("days", "hours")) {
                String path = "/api/v1/air/" + list + "?" + subject + "&from=2026-02-27&to=2026-03-02";
                for (JsonNode result : incremental.get(path).json().get("items")) {
                    JsonNode evidence =
                            incremental.get(result.get("evidence").asText()).json();
                    assertTrue(evidence.get("reproduced").asBoolean(), evidence::toString);
                    assertEquals(result.get("aqi"), evidence.get("aqi"));
                    assertEquals(6, evidence.get("items").size());
                    values += evidence.get("items").size();
                }
            }
        }
        assertEquals(2 * (4 + 4 * 24) * 6, values);
    }

    @Test
    void evidenceHoldsInputsArithmeticAndRevisions() {
        JsonNode day = incremental
                .get("/api/v1/results/air-day.station.A-1.2026-03-01/evidence")
                .json();
        JsonNode fine = day.at("/items/PM2.5");
        BigDecimal sum = BigDecimal.ZERO;
        int entered = 0;
        for (JsonNode input : fine.get("inputs")) {
            if (input.get("enters").asBoolean()) {
                sum = sum.add(input.get("value").decimalValue());
                entered++;
            } else {
                assertFalse(input.get("reason").asText().isBlank());
            }
        }
        assertEquals(24, fine.get("inputs").size());
        assertEquals(entered, fine.at("/coverage/valid").asInt());
        assertEquals(20, fine.at("/coverage/required").asInt());
        assertEquals(sum.doubleValue() / entered, fine.get("unrounded").asDouble(), 1e-9);
        assertEquals(fine.get("iaqi").asInt(), (int)
                Math.ceil(fine.get("iaqiUnrounded").asDouble() - 1e-9));
        assertTrue(
                fine.get("formula").asText().contains(fine.get("concentration").asText()));
        assertEquals(17, day.at("/items/o3Max8h/windows").size());
        incremental
                .get("/api/v1/results/air-day.station.A-1.2020-01-01/evidence")
                .problem(404, "unknown-result");
        incremental.get("/api/v1/results/nonsense/evidence").problem(404, "unknown-result");
    }

    @Test
    void aCorrectionStandsInTheHistory() {
        boolean found = false;
        for (int day = 15; day <= 28 && !found; day++) {
            String id = "air-day.station.A-1.2026-02-" + day;
            JsonNode evidence =
                    incremental.get("/api/v1/results/" + id + "/evidence").json();
            found = evidence.get("revisions").size() > 0
                    && evidence.get("revisions").size()
                            == evidence.get("revision").asInt() - 1;
        }
        assertTrue(found, "a tenth of the messages was corrected");
    }
}
