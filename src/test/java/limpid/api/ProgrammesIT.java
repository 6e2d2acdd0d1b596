package limpid.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import limpid.PostgresExtension;
import limpid.export.Workbook;
import limpid.figures.Knowledge;
import limpid.figures.ProgrammeChecks;
import limpid.measure.Parameters;
import limpid.programme.Programmes;
import limpid.rule.Rules;
import limpid.standard.Pollutant;
import limpid.store.Reports;
import limpid.store.postgres.PostgresDataRates;
import limpid.store.postgres.PostgresDustList;
import limpid.store.postgres.PostgresKeptChecks;
import limpid.store.postgres.PostgresResults;
import limpid.store.postgres.PostgresSectionLimits;
import limpid.store.postgres.PostgresStations;
import limpid.store.postgres.PostgresSurveys;
import limpid.store.postgres.PostgresWaterMeans;
import limpid.store.postgres.Repositories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Programmes over HTTP: checks from stored days, entered figures with their history, kept checks. */
class ProgrammesIT {
    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final String CITY = "清远市";

    /** Columns of dates in progress lists: asOf, dueOn. */
    private static final List<Integer> DATES = List.of(7, 29);

    private static ApiServer server;

    /** The first quarters of 2016 and 2015 of a city, made so that the published figures come out. */
    @BeforeAll
    static void start() throws SQLException {
        server = new ApiServer(POSTGRES.settings());
        server.register("""
                code,name_zh,medium,city,period,counts_in_city,water_body,water_body_type,target_class,roles
                QY-1,市区站,air,清远市,PT1H,true,,,,
                QY-2,出境断面,water,清远市,PT4H,true,北江,river,3,cross_border
                """);
        RecordedCityDays.keep(
                POSTGRES.dataSource(),
                CITY,
                days(
                        LocalDate.of(2016, 1, 1),
                        Map.of("SO2", "21", "NO2", "38", "CO", "2.0", "O3", "155", "PM10", "65"),
                        particles(50, "13", 30, "12", 8, 2, 0)));
        RecordedCityDays.keep(
                POSTGRES.dataSource(),
                CITY,
                days(
                        LocalDate.of(2015, 1, 1),
                        Map.of("SO2", "39", "NO2", "47", "CO", "2.1", "O3", "151", "PM10", "92"),
                        particles(32, "11", 38, "10", 14, 4, 1)));
    }

    private static List<String> particles(
            int many, String value, int more, String other, int light, int moderate, int heavy) {
        List<String> values = new ArrayList<>();
        IntStream.range(0, many).forEach(i -> values.add(value));
        IntStream.range(0, more).forEach(i -> values.add(other));
        IntStream.range(0, light).forEach(i -> values.add("80"));
        IntStream.range(0, moderate).forEach(i -> values.add("120"));
        IntStream.range(0, heavy).forEach(i -> values.add("160"));
        return values;
    }

    private static List<RecordedCityDays.Day> days(LocalDate first, Map<String, String> same, List<String> particles) {
        List<RecordedCityDays.Day> days = new ArrayList<>();
        for (int i = 0; i < particles.size(); i++) {
            Map<Pollutant, BigDecimal> values = new EnumMap<>(Pollutant.class);
            same.forEach((code, value) -> values.put(Pollutant.of(code).orElseThrow(), new BigDecimal(value)));
            values.put(Pollutant.PM2_5, new BigDecimal(particles.get(i)));
            days.add(new RecordedCityDays.Day(first.plusDays(i), values, 0));
        }
        return days;
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void qingyuansFirstQuarterOf2016ComesOut() {
        List<String> told = List.of(
                "good air days|80",
                "good air days ratio|88.9",
                "good days change vs 2015Q1|10",
                "lightly polluted days change|-6",
                "moderately polluted days change|-2",
                "heavily polluted days change|-1",
                "air composite index|4.30",
                "air composite index year-on-year|-20.4",
                "SO2 year-on-year|-46.2",
                "NO2 year-on-year|-19.1",
                "PM10 year-on-year|-29.3",
                "PM2.5 year-on-year|-25.0",
                "CO year-on-year|-4.8",
                "O3 year-on-year|2.6");
        JsonNode items = checks("qingyuan", "asOf=2016-04-30").get("items");
        List<String> found = new ArrayList<>();
        for (String row : told) {
            JsonNode check = named(items, row.substring(0, row.indexOf('|')));
            found.add(check.at("/nameEn").asText() + "|"
                    + check.at("/value").decimalValue().toPlainString());
            assertEquals("2016-Q1", check.at("/period").asText());
            assertTrue(check.at("/reason").asText().endsWith("so does the figure"), check.toString());
        }
        assertEquals(told, found);
    }

    @Test
    void validAndCalendarDaysAreBothShown() {
        JsonNode ratio = named(checks("qingyuan", "asOf=2016-04-30").get("items"), "good air days ratio");
        assertEquals(
                "80 of 90 valid days, 2016-01-01 to 2016-03-31",
                ratio.at("/basis").asText());
        assertEquals(90, ratio.at("/denominators/0/whole").asInt());
        assertEquals(91, ratio.at("/denominators/1/whole").asInt());
    }

    @Test
    void aRunningYearTellsWhatItCanStillAfford() {
        JsonNode check = named(
                checks("model-city-6", "asOf=2016-12-31&city=" + encoded(CITY)).get("items"),
                "Share of days with daily means at class 2");
        assertEquals("insufficient", check.at("/verdict").asText());
        assertEquals(
                "90 valid days of 324 that a year needs", check.at("/reason").asText());
        JsonNode own = named(
                checks("lingchuan", "asOf=2016-03-30&city=" + encoded(CITY)).get("items"), "Good air days");
        assertEquals("met", own.at("/verdict").asText());
        // 90 valid days, 10 of them polluted, and 276 to come: 54 of 366 may exceed.
        assertEquals("daysThatMayExceed", own.at("/allowance/kind").asText());
        assertEquals(44, own.at("/allowance/amount").asInt());
    }

    @Test
    void enteredFiguresDecideAndKeepTheirHistory() {
        String reports = "/api/v1/programmes/model-city-6/indicators/16/reports";
        String city = "?city=" + encoded(CITY);
        assertEquals("awaitingReport", verdict("16"));
        enter(reports + "/2015" + city, "{\"value\":49.9,\"source\":\"统计年鉴\",\"file\":\"nj-2015.pdf\"}")
                .json();
        assertEquals("notMet", verdict("16"));
        enter(reports + "/2015" + city, "{\"value\":50,\"source\":\"统计年鉴更正\"}").json();
        enter(reports + "/2015" + city, "{\"value\":50,\"source\":\"统计年鉴更正\"}").json();
        assertEquals("met", verdict("16"));
        JsonNode history = server.ask(reports + city).json().get("items");
        assertEquals(2, history.size());
        assertEquals("lab", history.at("/0/enteredBy").asText());
        assertEquals("nj-2015.pdf", history.at("/0/file").asText());
        assertEquals(2, history.at("/1/revision").asInt());
    }

    private static String verdict(String code) {
        return server.get("/api/v1/results/check.model-city-6." + encoded(CITY) + "." + code + ".1.2016-06-10/evidence")
                .json()
                .at("/check/verdict")
                .asText();
    }

    private static ApiServer.Answer enter(String path, String body) {
        return server.send("PUT", path, body, "Content-Type", "application/json", "X-API-Key", ApiServer.ANALYST_KEY);
    }

    @Test
    void everyCheckLeadsToItsEvidence() {
        String query = "asOf=2016-06-10&city=" + encoded(CITY);
        for (JsonNode check : checks("model-city-6", query).get("items")) {
            assertEquals(
                    check, server.get(check.at("/evidence").asText()).json().at("/check"), () -> check.at("/evidence")
                            .asText());
        }
        JsonNode joint = server.get("/api/v1/results/check.model-city-6." + encoded(CITY) + ".8.1.2016-06-10/evidence")
                .json();
        assertEquals(
                "a and b: 8a insufficient; 8b insufficient",
                joint.at("/check/basis").asText());
        assertEquals(2, joint.at("/items").size());
    }

    @Test
    void whatIsNoCheckIsAnUnknownResult() {
        for (String id : List.of(
                "check.none." + encoded(CITY) + ".8a.1.2016-06-10",
                "check.model-city-6." + encoded(CITY) + ".8c.1.2016-06-10",
                "check.model-city-6." + encoded(CITY) + ".8a.2.2016-06-10",
                "check.model-city-6." + encoded(CITY) + ".8a.1.2016-13-10")) {
            server.get("/api/v1/results/" + id + "/evidence").problem(404, "unknown-result");
        }
    }

    @Test
    void whatCannotBeEnteredIsNamed() {
        String path = "/api/v1/programmes/model-city-6/indicators/";
        String city = "?city=" + encoded(CITY);
        assertEquals(
                "source='': expected a report without a source proves nothing",
                enter(path + "17/reports/2015" + city, "{\"value\":80}")
                        .problem(400, "bad-parameter")
                        .at("/detail")
                        .asText());
        enter(path + "8/reports/2015" + city, "{\"met\":true,\"source\":\"x\"}").problem(400, "bad-parameter");
        enter(path + "99/reports/2015" + city, "{\"value\":80,\"source\":\"x\"}")
                .problem(404, "unknown-indicator");
        enter("/api/v1/programmes/none/indicators/1/reports/2015", "{}").problem(404, "unknown-programme");
        server.send("PUT", path + "17/reports/2015" + city, "{}", "Content-Type", "application/json")
                .problem(401, "unauthenticated");
    }

    @Test
    void aTableIsEnteredWholeOrNotAtAll() {
        String path = "/api/v1/programmes/jiangmen/reports/import";
        JsonNode problem = table(path, "indicator,period,value,source\n17,2018,93.5,年报\n18,2018,100,\n")
                .problem(400, "malformed-table");
        assertEquals(3, problem.at("/line").asInt());
        assertEquals("source", problem.at("/column").asText());
        assertEquals(
                0,
                server.get("/api/v1/programmes/jiangmen/indicators/17/reports")
                        .json()
                        .get("items")
                        .size());
        JsonNode done = table(path, "indicator,period,value,source\n17,2018,93.5,年报\n18,2018,100,年报\n")
                .json();
        assertEquals(2, done.at("/changed").asInt());
    }

    private static ApiServer.Answer table(String path, String csv) {
        return server.send("POST", path, csv, "Content-Type", "text/csv", "X-API-Key", ApiServer.ANALYST_KEY);
    }

    @Test
    void everyProgrammePrintsACompleteTable() {
        JsonNode programmes = server.get("/api/v1/programmes").json().get("items");
        assertEquals(8, programmes.size());
        for (JsonNode programme : programmes) {
            String id = programme.at("/id").asText();
            JsonNode items = checks(id, "asOf=2016-06-10&city=" + encoded(CITY)).get("items");
            assertTrue(items.size() >= programme.get("indicators").size() * 3 / 4 || id.equals("qingyuan"), id);
            items.forEach(check -> assertTrue(
                    List.of("met", "notMet", "insufficient", "awaitingReport", "notApplicable", "notDue")
                            .contains(check.at("/verdict").asText()),
                    check.toString()));
        }
    }

    @Test
    void halfYearProgressIsDueOnItsTwoDates() {
        String path = "/api/v1/programmes/yangjiang/progress.csv?bom=false&date=";
        String csv = server.get(path + "2016-06-10").text();
        assertTrue(csv.startsWith("programme,city,indicator,part,nameZh,nameEn,period,asOf,"), csv);
        assertTrue(csv.contains("regional noise mean,2016,2016-06-10,NA,NA,<=,60,dB(A),target,insufficient"), csv);
        server.get(path + "2016-06-11").problem(400, "bad-parameter");
    }

    @Test
    void progressLeavesAsAWorkbookWithTheRowsOfItsCsv() throws Exception {
        String path = "/api/v1/programmes/lingchuan/progress.";
        String query = "?date=2016-06-10&bom=false&city=" + encoded(CITY);
        List<CsvRecord> lines = CsvReader.builder()
                .ofCsvRecord(server.get(path + "csv" + query).text())
                .stream()
                .toList();
        byte[] file = server.bytes(path + "xlsx" + query);
        List<List<String>> table = Workbook.sheet(file, 2);
        assertEquals(lines.size(), table.size());
        for (int i = 0; i < lines.size(); i++) {
            assertEquals(plain(lines.get(i).getFields()), plain(table.get(i)));
        }
        List<List<String>> about = Workbook.sheet(file, 1);
        assertTrue(about.contains(List.of("查询 query", "asOf", "2016-06-10")), about::toString);
        assertTrue(about.contains(List.of("行数 rows", String.valueOf(lines.size() - 1))), about::toString);
        assertEquals(
                server.get(path + "meta.json" + query).json().at("/sha256").asText(),
                about.stream()
                        .filter(line -> line.getFirst().equals("SHA-256"))
                        .findFirst()
                        .orElseThrow()
                        .get(1));
        server.get(path + "odt" + query).problem(404, "unknown-export");
    }

    /** Cells as text: numbers without the zeros behind them, dates as dates, empty cells at the end left out. */
    private static List<String> plain(List<String> cells) {
        List<String> plain = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            String cell = cells.get(i);
            boolean number = cell.matches("-?[0-9]+\\.?[0-9]*(E-?[0-9]+)?");
            plain.add(
                    number && DATES.contains(i)
                            ? LocalDate.of(1899, 12, 30)
                                    .plusDays(new BigDecimal(cell).longValueExact())
                                    .toString()
                            : number ? new BigDecimal(cell).stripTrailingZeros().toPlainString() : cell);
        }
        while (plain.getLast().isEmpty()) {
            plain.removeLast();
        }
        return plain;
    }

    @Test
    void aRuleSetNeedsACity() {
        server.get("/api/v1/programmes/model-city-6/checks").problem(400, "bad-parameter");
    }

    @Test
    void keptChecksChangeOnlyWhereTheFiguresDo() throws SQLException {
        LocalDate date = LocalDate.of(2016, 6, 10);
        ProgrammeChecks checks = checks();
        assertTrue(checks.keep(date) > 0);
        assertEquals(0, checks.keep(date));
        enter("/api/v1/programmes/qingyuan/indicators/15/reports/2016-Q1", "{\"value\":19,\"source\":\"省厅通报\"}")
                .json();
        assertEquals(1, checks.keep(date));
        assertEquals(
                "19",
                POSTGRES.text("SELECT value FROM published.programme_check WHERE programme = 'qingyuan' "
                        + "AND indicator = '15'"));
        assertEquals(
                "notApplicable",
                POSTGRES.text("SELECT next_verdict FROM programme_check_history WHERE programme = "
                        + "'qingyuan' AND indicator = '15'"));
    }

    @Test
    void keptChecksAreToldAsTheyWereKnown() throws SQLException {
        ProgrammeChecks checks = checks();
        LocalDate date = LocalDate.of(2014, 6, 10);
        String reports = "/api/v1/programmes/model-city-6/indicators/18/reports/2013?city=" + encoded(CITY);
        enter(reports, "{\"value\":90,\"source\":\"统计年鉴\"}").json();
        checks.keep(date);
        String between = POSTGRES.text(
                "SELECT to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')");
        enter(reports, "{\"value\":80,\"source\":\"统计年鉴更正\"}").json();
        checks.keep(date);
        JsonNode all = revisions("&indicator=18");
        assertEquals(2, all.size());
        assertEquals("met", all.at("/0/verdict").asText());
        assertEquals(90, all.at("/0/value").asInt());
        assertEquals(all.at("/1/knownFrom"), all.at("/0/knownTo"));
        assertEquals("notMet", all.at("/1/verdict").asText());
        assertTrue(all.at("/1/knownTo").isNull(), all::toString);
        JsonNode then = revisions("&indicator=18&knownOn=" + between);
        assertEquals(1, then.size());
        assertEquals(all.get(0), then.get(0));
        assertEquals(0, revisions("&knownOn=2001-01-01").size());
        assertEquals(
                "notMet",
                server.get(all.at("/1/evidence").asText())
                        .json()
                        .at("/check/verdict")
                        .asText());
        server.get("/api/v1/programmes/model-city-6/checks/revisions?indicator=99&city=" + encoded(CITY))
                .problem(404, "unknown-indicator");
    }

    /** Those of 2013. */
    private static JsonNode revisions(String query) {
        ArrayNode found = JsonNodeFactory.instance.arrayNode();
        server.get("/api/v1/programmes/model-city-6/checks/revisions?city=" + encoded(CITY) + query)
                .json()
                .get("items")
                .forEach(item -> {
                    if (item.at("/period").asText().equals("2013")) {
                        found.add(item);
                    }
                });
        return found;
    }

    @Test
    void aVerdictThatTurnsForTheWorseIsAnAlertOfTheCity() {
        LocalDate date = LocalDate.of(2015, 6, 10);
        ProgrammeChecks checks = checks();
        String reports = "/api/v1/programmes/model-city-6/indicators/17/reports/2014?city=" + encoded(CITY);
        enter(reports, "{\"value\":100,\"source\":\"统计年鉴\"}").json();
        checks.keep(date);
        assertEquals(0, inspectionAlerts("").size(), "the first verdict is no change");
        enter(reports, "{\"value\":1,\"source\":\"统计年鉴更正\"}").json();
        checks.keep(date);
        checks.keep(date);
        JsonNode alert = inspectionAlerts("&active=true").getFirst();
        assertEquals(CITY, alert.at("/subject").asText());
        assertEquals("city", alert.at("/scope").asText());
        assertTrue(alert.at("/medium").isNull());
        assertTrue(alert.at("/seenZh").asText().endsWith("考核结论由“达标”变为“未达标”"), alert::toString);
        JsonNode evidence = server.get(alert.at("/evidence/0").asText()).json();
        assertEquals("notMet", evidence.at("/check/verdict").asText());
        enter(reports, "{\"value\":100,\"source\":\"统计年鉴\"}").json();
        checks.keep(date);
        assertEquals(0, inspectionAlerts("&active=true").size());
        assertEquals(1, inspectionAlerts("").size());
    }

    private static List<JsonNode> inspectionAlerts(String query) {
        List<JsonNode> alerts = new ArrayList<>();
        server.get("/api/v1/alerts?kind=verdict-changed" + query)
                .json()
                .get("items")
                .forEach(alert -> {
                    if (alert.at("/item").asText().equals("model-city-6 17 2014 1")) {
                        alerts.add(alert);
                    }
                });
        return alerts;
    }

    private static ProgrammeChecks checks() {
        var database = POSTGRES.dataSource();
        return new ProgrammeChecks(
                Programmes.shipped(),
                new Knowledge(
                        new PostgresStations(database, InstantSource.system()),
                        new PostgresResults(database, Parameters.standard()),
                        new PostgresWaterMeans(database),
                        new PostgresSectionLimits(database),
                        new PostgresSurveys(database),
                        new PostgresDustList(database),
                        new PostgresDataRates(database),
                        Rules.DEFAULTS),
                Repositories.of(database).get(Reports.class),
                new PostgresKeptChecks(database));
    }

    private static JsonNode checks(String programme, String query) {
        return server.get("/api/v1/programmes/" + programme + "/checks?" + query)
                .json();
    }

    private static JsonNode named(JsonNode items, String nameEn) {
        for (JsonNode item : items) {
            if (item.at("/nameEn").asText().equals(nameEn)) {
                return item;
            }
        }
        throw new AssertionError("no check of " + nameEn + " in " + items);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
