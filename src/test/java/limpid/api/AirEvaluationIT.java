package limpid.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import limpid.PostgresExtension;
import limpid.api.RecordedCityDays.Day;
import limpid.rollup.Recomputation;
import limpid.rule.Rules;
import limpid.standard.Pollutant;
import limpid.store.postgres.PostgresWorkload;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Evaluation, ranking and what-ifs over HTTP, from real days whose AQI was published by others. */
class AirEvaluationIT {
    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final String EVALUATION = "/api/v1/air/evaluation?city=beijing&period=";
    private static final String RANKING = "/api/v1/air/ranking?period=2019-02";
    private static final List<Day> BEIJING_2016 = RecordedCityDays.beijing2016();

    private static ApiServer server;

    @BeforeAll
    static void start() throws SQLException {
        RecordedCityDays.keep(POSTGRES.dataSource(), "beijing", BEIJING_2016);
        RecordedCityDays.keep(POSTGRES.dataSource(), "beijing", RecordedCityDays.of("beijing"));
        RecordedCityDays.keep(POSTGRES.dataSource(), "guangzhou", RecordedCityDays.of("guangzhou"));
        List<Day> february = RecordedCityDays.of("guangzhou").stream()
                .filter(day -> day.date().toString().startsWith("2019-02"))
                .toList();
        RecordedCityDays.keep(POSTGRES.dataSource(), "its twin", february);
        RecordedCityDays.keep(
                POSTGRES.dataSource(),
                "without ozone",
                february.stream().map(AirEvaluationIT::withoutOzone).toList());
        server = new ApiServer(POSTGRES.settings());
        server.register("code,name_zh,medium,city,period\nS-1,新站,air,silent,PT1H\n");
    }

    private static Day withoutOzone(Day day) {
        Map<Pollutant, BigDecimal> values = new EnumMap<>(day.values());
        values.remove(Pollutant.O3);
        return new Day(day.date(), values, day.aqi());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static JsonNode first(String path) {
        return server.get(path).json().at("/items/0");
    }

    private static long published(IntPredicate level) {
        return BEIJING_2016.stream().mapToInt(Day::aqi).filter(level).count();
    }

    @Test
    void theDaysOfBeijingIn2016AreThoseOfThePublishedIndex() {
        JsonNode year = first(EVALUATION + "2016");
        JsonNode days = year.get("days");
        assertEquals(366, days.at("/calendar").asInt());
        assertEquals(BEIJING_2016.size(), days.at("/valid").asInt());
        assertEquals(published(aqi -> aqi <= 50), days.at("/excellent").asInt());
        assertEquals(published(aqi -> aqi > 50 && aqi <= 100), days.at("/good").asInt());
        assertEquals(
                published(aqi -> aqi > 100 && aqi <= 150), days.at("/light").asInt());
        assertEquals(
                published(aqi -> aqi > 150 && aqi <= 200), days.at("/moderate").asInt());
        assertEquals(
                published(aqi -> aqi > 200 && aqi <= 300), days.at("/heavy").asInt());
        assertEquals(published(aqi -> aqi > 300), days.at("/severe").asInt());
        assertEquals(
                percent(published(aqi -> aqi <= 100), BEIJING_2016.size()),
                year.at("/excellentDayRatio").decimalValue());
        assertEquals(
                percent(published(aqi -> aqi <= 100), 366),
                year.at("/calendarDayRatio").decimalValue());
        assertEquals(366 - BEIJING_2016.size(), year.at("/leftOut/0/count").asInt());
        assertEquals("missing", year.at("/leftOut/0/reason").asText());
    }

    private static BigDecimal percent(long count, long days) {
        return BigDecimal.valueOf(count * 100).divide(BigDecimal.valueOf(days), 1, RoundingMode.HALF_EVEN);
    }

    @Test
    void eachPollutantStandsWithItsLimits() {
        JsonNode year = first(EVALUATION + "2016");
        JsonNode fine = year.at("/pollutants/PM2.5");
        double mean = BEIJING_2016.stream()
                .mapToDouble(day -> day.values().get(Pollutant.PM2_5).doubleValue())
                .average()
                .orElseThrow();
        assertEquals(Math.rint(mean), fine.at("/mean/value").asDouble());
        assertEquals(mean, fine.at("/mean/unrounded").asDouble(), 1e-9);
        assertEquals(35, fine.at("/mean/limit").asInt());
        assertEquals(75, fine.at("/percentile/limit").asInt());
        assertEquals(95, fine.at("/percentile/percent").asInt());
        assertEquals(324, fine.at("/mean/coverage/required").asInt());
        assertFalse(fine.at("/complies").asBoolean());
        assertTrue(fine.at("/mean/exceedance").asDouble() > 1);
        assertEquals("notInEdition", year.at("/pollutants/CO/mean/reason").asText());
        assertEquals(160, year.at("/pollutants/O3/percentile/limit").asInt());
        assertEquals("PM2.5", year.at("/mainPollutant/0").asText());
        assertFalse(year.at("/complies").asBoolean());
        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode pollutant : year.get("pollutants")) {
            sum = sum.add(pollutant.get("singleIndex").decimalValue());
        }
        assertEquals(sum, year.at("/compositeIndex").decimalValue());
    }

    @Test
    void severalEditionsInOneCall() {
        JsonNode items = server.get(EVALUATION + "2016&edition=in-force,2012,2026-transition,2026-final")
                .json()
                .get("items");
        List<String> editions = new ArrayList<>();
        List<Boolean> official = new ArrayList<>();
        for (JsonNode item : items) {
            editions.add(item.get("edition").asText());
            official.add(item.get("official").asBoolean());
        }
        assertEquals(
                List.of("GB 3095-2012", "GB 3095-2012", "GB 3095-2026 (transition)", "GB 3095-2026 (final)"), editions);
        assertEquals(List.of(true, true, false, false), official);
        assertEquals(items.at("/0/days"), items.at("/1/days"));
        assertTrue(items.at("/2/excellentDayRatio")
                        .decimalValue()
                        .compareTo(items.at("/0/excellentDayRatio").decimalValue())
                < 0);
        assertEquals(items.at("/2/days"), items.at("/3/days"), "HJ 633-2026 has no second stage");
        assertEquals(30, items.at("/2/pollutants/PM2.5/mean/limit").asInt());
        assertEquals(25, items.at("/3/pollutants/PM2.5/mean/limit").asInt());
        assertTrue(items.at("/3/compositeIndex")
                        .decimalValue()
                        .compareTo(items.at("/2/compositeIndex").decimalValue())
                > 0);
        assertEquals(
                1 + 4,
                server.get("/api/v1/air/evaluation.csv?city=beijing&period=2016"
                                + "&edition=in-force,2012,2026-transition,2026-final")
                        .text()
                        .lines()
                        .count());
    }

    @Test
    void changesComeFromPublishedFigures() {
        JsonNode changes = first(EVALUATION + "2019-H1&compare=previousYear").get("changes");
        assertEquals("2018-01-01", changes.at("/from").asText());
        assertEquals("2018-06-30", changes.at("/to").asText());
        JsonNode fine = changes.at("/statistics/PM2.5 mean");
        BigDecimal now = fine.get("now").decimalValue();
        BigDecimal before = fine.get("before").decimalValue();
        assertEquals(
                now.subtract(before).multiply(BigDecimal.valueOf(100)).divide(before, 1, RoundingMode.HALF_EVEN),
                fine.get("amount").decimalValue());
        assertEquals("percentage_points", changes.at("/excellentDayRatio/unit").asText());
        assertTrue(changes.at("/otherState").toString().contains("PM2.5"), "the state changed on 2018-09-01");
        assertFalse(first(EVALUATION + "2019-H1").has("changes"));
    }

    @Test
    void aMissingPeriodIsNullWithReasons() {
        JsonNode empty = first(EVALUATION + "2017");
        assertTrue(empty.at("/excellentDayRatio").isNull());
        assertEquals("missing", empty.at("/excellentDayRatioReason").asText());
        assertTrue(empty.at("/compositeIndex").isNull());
        assertEquals("missing", empty.at("/compositeIndexReason").asText());
        assertEquals("missing", empty.at("/pollutants/O3/percentile/reason").asText());
        assertEquals(365, empty.at("/leftOut/0/count").asInt());
    }

    @Test
    void citiesAreRankedWithTies() {
        assertEquals(
                List.of("guangzhou", "its twin", "beijing", "silent", "without ozone"),
                server.get(RANKING).texts("/city"));
        assertEquals(List.of("1", "1", "3", "null", "null"), server.get(RANKING).texts("/rank"));
        assertEquals(
                List.of("1", "1", "2", "null", "null"),
                server.get(RANKING + "&ties=dense").texts("/rank"));
        JsonNode items = server.get(RANKING).json().get("items");
        assertEquals("missing", items.at("/4/reason").asText());
        assertEquals("O3: missing", items.at("/4/leftOut/0").asText());
        assertEquals(6, items.at("/3/leftOut").size());
        server.get(RANKING + "&ties=olympic").problem(400, "bad-parameter");
        server.get(RANKING + "&edition=2012,2026-final").problem(400, "bad-parameter");
    }

    @Test
    void periodsAreAnsweredAsTheyWereKnown() throws SQLException {
        List<Day> february = RecordedCityDays.of("guangzhou").stream()
                .filter(day -> day.date().toString().startsWith("2018-02"))
                .toList();
        RecordedCityDays.keep(POSTGRES.dataSource(), "corrected", february);
        POSTGRES.rewrite("""
                UPDATE air_day SET known_from = '2018-03-02Z'
                WHERE subject_id = (SELECT id FROM subject WHERE code = 'corrected');
                INSERT INTO air_day_history SELECT d.*, '2018-04-01Z' FROM air_day d
                WHERE subject_id = (SELECT id FROM subject WHERE code = 'corrected');
                UPDATE air_day_history SET pm25 = pm25 + 50, level = 3
                WHERE subject_id = (SELECT id FROM subject WHERE code = 'corrected');
                UPDATE air_day SET revision = 2, known_from = '2018-04-01Z'
                WHERE subject_id = (SELECT id FROM subject WHERE code = 'corrected')""");
        String path = "/api/v1/air/evaluation?city=corrected&period=2018-02";
        JsonNode now = first(path);
        JsonNode then = first(path + "&asOf=2018-03-15T00:00:00Z");
        assertEquals(
                now.at("/pollutants/PM2.5/mean/value").asInt() + 50,
                then.at("/pollutants/PM2.5/mean/value").asInt());
        assertEquals(february.size(), then.at("/days/light").asInt());
        assertEquals(
                now.get("pollutants"),
                first(path + "&asOf=2018-04-01T00:00:00Z").get("pollutants"));
        assertEquals(
                "missing",
                first(path + "&asOf=2018-03-01").at("/compositeIndexReason").asText());
        JsonNode ranked = rank("");
        assertEquals(now.get("compositeIndex"), ranked.get("compositeIndex"));
        assertEquals(
                then.get("compositeIndex"), rank("&asOf=2018-03-15T00:00:00Z").get("compositeIndex"));
        List<String> known =
                server.get("/api/v1/air/ranking?period=2018-02&asOf=2018-03-01").texts("/city");
        assertEquals(List.of("silent"), known, "registered, while no day was known");
        assertEquals(
                then.at("/pollutants/PM2.5/mean/value").asDouble(),
                server.get(then.get("evidence").asText()).json().get("items").findValues("PM2.5").stream()
                        .mapToInt(part -> part.get("value").asInt())
                        .average()
                        .orElseThrow(),
                0.5);
        server.get(path + "&asOf=yesterday").problem(400, "bad-parameter");
    }

    @Test
    void aCalendarPeriodIsRankedFromWhatIsKept() throws SQLException {
        List<Day> march = RecordedCityDays.of("guangzhou").stream()
                .filter(day -> day.date().toString().startsWith("2018-03"))
                .toList();
        RecordedCityDays.keep(POSTGRES.dataSource(), "kept", march);
        Recomputation work = new Recomputation(Rules.DEFAULTS);
        PostgresWorkload workload = new PostgresWorkload(POSTGRES.dataSource());
        while (dirtyMonths() > 0) {
            workload.workOff(work);
        }
        for (String period : List.of("2016", "2016-H2", "2018", "2018-Q1", "2018-03", "2019-02")) {
            String ranking = "/api/v1/air/ranking?period=" + period;
            assertEquals(ranked(ranking + "&asOf=" + Instant.now()), ranked(ranking), period);
        }
        POSTGRES.rewrite("UPDATE air_period SET valid_days = 7 WHERE kind = 'month' AND first_day = '2018-03-01'"
                + " AND subject_id = (SELECT id FROM subject WHERE code = 'kept')");
        assertTrue(ranked("/api/v1/air/ranking?period=2018-03").toString().contains("\"validDays\":7,"));
        RecordedCityDays.keep(POSTGRES.dataSource(), "another", march);
        assertTrue(ranked("/api/v1/air/ranking?period=2018-03").toString().contains("another"));
    }

    private static int dirtyMonths() throws SQLException {
        try (var connection = POSTGRES.dataSource().getConnection();
                var rows = connection.createStatement().executeQuery("SELECT count(*) FROM dirty_month")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    /** Without their evidence, whose address has the time asked for. */
    private static JsonNode ranked(String path) {
        JsonNode items = server.get(path).json().get("items");
        items.forEach(city -> ((ObjectNode) city).remove("evidence"));
        return items;
    }

    private static JsonNode rank(String asOf) {
        for (JsonNode city :
                server.get("/api/v1/air/ranking?period=2018-02" + asOf).json().get("items")) {
            if (city.get("city").asText().equals("corrected")) {
                return city;
            }
        }
        throw new AssertionError("not ranked");
    }

    @Test
    void badQuestionsAreProblems() {
        for (String period : List.of("2026-13", "2026-Q5", "2026-H3", "26", "2026-1", "0000-00", "2016-02-30")) {
            server.get(EVALUATION + period).problem(400, "bad-parameter");
        }
        String city = "/api/v1/air/evaluation?city=beijing";
        server.get(city).problem(400, "bad-parameter");
        server.get(city + "&from=2016-01-01").problem(400, "bad-parameter");
        server.get(city + "&from=2016-02-01&to=2016-01-01").problem(400, "bad-parameter");
        server.get(city + "&from=2000-01-01&to=2026-01-01").problem(400, "bad-parameter");
        server.get(city + "&period=2016&from=2016-01-01&to=2016-01-02").problem(400, "bad-parameter");
        server.get(EVALUATION + "2012").problem(400, "bad-parameter");
        server.get(EVALUATION + "2016&edition=1996").problem(400, "bad-parameter");
        server.get(EVALUATION + "2016&compare=lastWeek").problem(400, "bad-parameter");
        server.get("/api/v1/air/evaluation?period=2016").problem(400, "bad-parameter");
        server.get("/api/v1/air/evaluation?period=2016&city=a&station=b").problem(400, "bad-parameter");
    }

    @Test
    void aDayUnderAnotherEditionIsComputedAndNeverStored() {
        String days = "/api/v1/air/days?city=beijing&from=2016-10-01&to=2016-10-31";
        JsonNode official = server.get(days).json().get("items");
        JsonNode whatIf = server.get(days + "&edition=2026-transition").json().get("items");
        assertEquals(official.size(), whatIf.size());
        int worse = 0;
        for (int i = 0; i < official.size(); i++) {
            assertTrue(official.get(i).get("official").asBoolean());
            assertFalse(whatIf.get(i).get("official").asBoolean());
            assertEquals("HJ 633-2026", whatIf.get(i).get("edition").asText());
            assertEquals(
                    official.get(i).at("/values/PM2.5/value"), whatIf.get(i).at("/values/PM2.5/value"));
            worse += whatIf.get(i).get("aqi").asInt()
                            > official.get(i).get("aqi").asInt()
                    ? 1
                    : 0;
        }
        assertTrue(worse > 0);
        assertEquals(
                official, server.get(days + "&edition=HJ%20633-2012").json().get("items"));
        assertEquals(official, server.get(days).json().get("items"));
        server.get(days + "&edition=GB%203095-2012").problem(400, "bad-parameter");
    }
}
