package limpid.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import limpid.PostgresExtension;
import limpid.Samples;
import limpid.air.AirSettings;
import limpid.bulletin.BadTemplate;
import limpid.export.document.OfficialForm;
import limpid.export.document.PdfFile;
import limpid.export.layout.Layouts;
import limpid.measure.LocalDay;
import limpid.measure.Reading;
import limpid.noise.NoiseSettings;
import limpid.rollup.Recomputation;
import limpid.store.Arrival;
import limpid.store.postgres.PostgresReadings;
import limpid.store.postgres.PostgresWorkload;
import limpid.water.WaterSettings;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The first quarter of 2016 in Qingyuan as its bulletin of 2016-05-10 prints it. Only one set of published concentrations
 * within the limits gives all its changes and both indices; the hours are made so that these means come out, the bad days
 * by PM10, in seeded order. The 20 other cities are made up around its rank.
 */
class BulletinsIT {
    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final String CITY = "清远市";
    private static final String QUARTER = "?city=" + encoded(CITY) + "&period=2016-Q1";
    private static final String BULLETIN = "/api/v1/bulletins" + QUARTER;
    private static final String SECTION = "<img src=x onerror=alert(1)>|石角*断面*";
    private static final long SEED = 20160510;

    /** A quarter: means of SO2, NO2, PM2.5, the percentiles of CO and O3, and the PM10 of its days. */
    private record Quarter(
            LocalDate first, String so2, String no2, String pm25, String co, String o3, List<String> pm10) {}

    private static ApiServer server;

    /** The made-up cities have a day each, so a rank asks for no share of days here. */
    @BeforeAll
    static void feed(@TempDir Path folder) throws SQLException, IOException {
        Path rules =
                Files.writeString(folder.resolve("rules.csv"), "rule,city,from,value\nair.ranking.leastPercent,,,0\n");
        server = new ApiServer(POSTGRES.settings(), Map.of("LIMPID_RULES", rules.toString()));
        StringBuilder stations = new StringBuilder(
                "code,name_zh,medium,city,period,water_body,water_body_type,target_class,roles,noise_network,grid_area_m2\n"
                        + "QY-1,市区站,air,清远市,PT1H,,,,,,\n"
                        + "QY-2," + SECTION + ",water,清远市,PT4H,北江,river,3,cross_border,,\n"
                        + "QY-3,新城网格,noise,清远市,PT1S,,,,,regional,1000000\n");
        for (int city = 1; city <= 20; city++) {
            stations.append("V-%d,站%d,air,对照%02d市,PT1H,,,,,,\n".formatted(city, city, city));
        }
        server.register(stations.toString());
        List<Arrival> messages = new ArrayList<>();
        messages.addAll(days(new Quarter(
                LocalDate.of(2015, 1, 1),
                "39",
                "47",
                "28",
                "2.1",
                "151",
                pm10(68, "65", 2, "64", 14, "160", 4, "260", 1, "360"))));
        messages.addAll(days(new Quarter(
                LocalDate.of(2016, 1, 1),
                "21",
                "38",
                "21",
                "2.0",
                "155",
                pm10(50, "51", 30, "50", 8, "160", 2, "260", 0, ""))));
        messages.addAll(others());
        messages.addAll(water());
        keep(messages);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** Counts and values in turn, in seeded order. */
    private static List<String> pm10(Object... countsAndValues) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < countsAndValues.length; i += 2) {
            values.addAll(Collections.nCopies((Integer) countsAndValues[i], countsAndValues[i + 1].toString()));
        }
        Collections.shuffle(values, new Random(SEED));
        return values;
    }

    /** The last day of each quarter stays without data: 90 of 91 days are valid, and 89 of 90 the year before. */
    private static List<Arrival> days(Quarter quarter) {
        List<Arrival> days = new ArrayList<>();
        for (int day = 0; day < quarter.pm10.size(); day++) {
            // A fifth of the days bears the percentile, the others lie below it.
            boolean high = day % 5 == 0;
            days.add(day(
                    "QY-1",
                    quarter.first.plusDays(day),
                    new TreeMap<>(Map.of(
                            "SO2",
                            quarter.so2,
                            "NO2",
                            quarter.no2,
                            "CO",
                            high ? quarter.co : "1.2",
                            "O3",
                            high ? quarter.o3 : "80",
                            "PM10",
                            quarter.pm10.get(day),
                            "PM2.5",
                            quarter.pm25))));
        }
        return days;
    }

    private static Arrival day(String station, LocalDate date, Map<String, String> values) {
        LocalDay day = new LocalDay(date, LocalDay.CHINA);
        List<Reading> hours = new ArrayList<>();
        for (int hour = 1; hour <= 24; hour++) {
            for (Map.Entry<String, String> value : values.entrySet()) {
                hours.add(Samples.hour(station, value.getKey(), day.hourEnd(hour), value.getValue()));
            }
        }
        return Samples.arrival(hours);
    }

    /** 18 cities with an index below both of Qingyuan's, and two between them. */
    private static List<Arrival> others() {
        List<Arrival> days = new ArrayList<>();
        for (int city = 1; city <= 20; city++) {
            for (int year : List.of(2015, 2016)) {
                days.add(day(
                        "V-" + city,
                        LocalDate.of(year, 2, 1),
                        new TreeMap<>(Map.of(
                                "SO2", "10",
                                "NO2", "20",
                                "CO", "1.0",
                                "O3", "100",
                                "PM10", "50",
                                "PM2.5", city > 18 ? String.valueOf(city * 5) : String.valueOf(city + 19)))));
            }
        }
        return days;
    }

    private static List<Arrival> water() {
        List<Arrival> samples = new ArrayList<>();
        for (int month = 1; month <= 3; month++) {
            LocalDay day = new LocalDay(LocalDate.of(2016, month, 10), LocalDay.CHINA);
            List<Reading> sample = new ArrayList<>();
            Map.of("PH", "7.2", "DO", "6.5", "CODMN", "3.1", "NH3N", "1.8", "TP", "0.12")
                    .forEach((item, value) ->
                            sample.add(Samples.reading("QY-2", item, day.hourEnd(12), Duration.ofHours(4), value)));
            samples.add(Samples.arrival(sample));
        }
        return samples;
    }

    /** The server's own rollup works too; what either has claimed stays dirty until it is kept. */
    private static void keep(List<Arrival> messages) throws SQLException {
        DataSource database = POSTGRES.dataSource();
        PostgresReadings readings = new PostgresReadings(database);
        PostgresWorkload workload = new PostgresWorkload(database);
        Recomputation work = new Recomputation(AirSettings.DEFAULTS, WaterSettings.defaults(), NoiseSettings.DEFAULT);
        for (int from = 0; from < messages.size(); from += 60) {
            readings.commit(messages.subList(from, Math.min(messages.size(), from + 60)));
        }
        while (dirty(database) > 0) {
            workload.workOff(work);
        }
    }

    private static long dirty(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(
                        "SELECT (SELECT count(*) FROM dirty) + (SELECT count(*) FROM dirty_month)")) {
            result.next();
            return result.getLong(1);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static void assertSays(String text, String... phrases) {
        for (String phrase : phrases) {
            assertTrue(text.contains(phrase), () -> "'" + phrase + "' is not in\n" + text);
        }
    }

    @Test
    void theChineseBulletinSaysWhatWasPrinted() {
        ApiServer.Answer answer = server.get(BULLETIN, "Accept", "text/markdown");
        assertEquals("text/markdown;charset=UTF-8", answer.header("Content-Type"));
        assertSays(
                answer.text(),
                "# 清远市2016年第一季度环境质量通报",
                "优良天数为 80 天，优良率为 88.9%（有效监测 90 天；按日历 91 天计为 87.9%）",
                "优良天数增加 10 天，轻度污染减少 6 天，中度污染减少 2 天，重度污染减少 1 天",
                "六项污染物浓度与上年同期相比，二氧化硫下降 46.2%，二氧化氮下降 19.1%，可吸入颗粒物下降 29.3%，细颗粒物下降 25.0%，一氧化碳下降 4.8%，臭氧上升 2.6%",
                "综合指数为 4.30，同比下降 20.4%；在 21 个城市中排名第 19 名，同比排名上升 2 名");
    }

    @Test
    void theEnglishBulletinSaysTheSame() {
        assertSays(
                server.get("/api/v1/bulletins.md" + QUARTER + "&lang=en").text(),
                "# 清远市: environmental quality, first quarter of 2016",
                "Excellent and good days: 80, 88.9 % of 90 valid days (87.9 % of 91 calendar days)",
                "excellent and good days 10 more, lightly polluted 6 fewer, moderately polluted 2 fewer, heavily polluted 1 fewer",
                "SO₂ down 46.2 %, NO₂ down 19.1 %, PM₁₀ down 29.3 %, PM₂.₅ down 25.0 %, CO down 4.8 %, O₃ up 2.6 %",
                "composite index is 4.30, down 20.4 %; rank 19 of 21 cities, up 2");
    }

    @Test
    void itIsADocumentToo() throws Exception {
        ApiServer.Answer answer = server.get("/api/v1/bulletins.docx" + QUARTER);
        assertEquals(200, answer.status());
        assertEquals(OfficialForm.TYPE, answer.header("Content-Type"));
        assertTrue(
                answer.header("Content-Disposition").endsWith("-2016-Q1.docx"), answer.header("Content-Disposition"));
        byte[] docx = server.bytes("/api/v1/bulletins.docx" + QUARTER);
        try (XWPFDocument document = new XWPFDocument(new ByteArrayInputStream(docx))) {
            assertEquals(
                    "清远市2016年第一季度环境质量通报", document.getParagraphs().getFirst().getText());
            assertTrue(document.getTables().size() > 2);
        }
        String folder = System.getProperty("limpid.documents", "");
        if (!folder.isEmpty()) {
            Files.write(Path.of(folder, "bulletin.docx"), docx);
            Files.write(Path.of(folder, "bulletin.pdf"), server.bytes("/api/v1/bulletins.pdf" + QUARTER));
        }
        assertTrue(PdfFile.systemFont().isEmpty()
                || new String(server.bytes("/api/v1/bulletins.pdf" + QUARTER), StandardCharsets.ISO_8859_1)
                        .startsWith("%PDF"));
    }

    /** A folder in which documents are to be looked at, or nothing. */
    private static void keep(String name, byte[] file) throws IOException {
        String folder = System.getProperty("limpid.documents", "");
        if (!folder.isEmpty()) {
            Files.write(Path.of(folder, name), file);
        }
    }

    private static String cells(byte[] workbook) throws IOException {
        StringBuilder cells = new StringBuilder();
        DataFormatter shown = new DataFormatter();
        try (XSSFWorkbook book = new XSSFWorkbook(new ByteArrayInputStream(workbook))) {
            book.forEach(sheet -> sheet.forEach(row -> {
                row.forEach(cell -> cells.append(shown.formatCellValue(cell)).append('|'));
                cells.append('\n');
            }));
        }
        return cells.toString();
    }

    @Test
    void officialTablesAreFilledIn() throws Exception {
        Map<String, List<String>> told = Map.of(
                "air-daily.xlsx?period=2016-03-05",
                List.of("清远市环境空气质量日报", "2016-03-05", "HJ 633-2012", "|待审核"),
                "air-monthly.xlsx?period=2016-Q1",
                List.of("（2016年第一季度）", "91|90|", "|80|", "|88.9|4.30|", "第90百分位数", "2016-03-31|"),
                "water-sections.xlsx?period=2016-Q1",
                List.of("清远市地表水水质状况（2016年第一季度）", "石角*断面*", "QY-2"),
                "noise-yearly.xlsx?period=2016",
                List.of("清远市区域声环境质量年报（2016年）", "清远市功能区声环境质量年报（2016年）", "合计|"));
        for (Map.Entry<String, List<String>> table : told.entrySet()) {
            String address = "/api/v1/layouts/" + table.getKey() + "&city=" + encoded(CITY);
            assertEquals(Layouts.TYPE, server.get(address).header("Content-Type"));
            byte[] workbook = server.bytes(address);
            keep(table.getKey().split("\\?")[0], workbook);
            String cells = cells(workbook);
            for (String phrase : table.getValue()) {
                assertTrue(cells.contains(phrase), () -> phrase + " is not in\n" + cells);
            }
            assertFalse(cells.contains("${"), cells);
        }
        server.get("/api/v1/layouts/air-daily.xlsx?period=2016&city=" + encoded(CITY))
                .problem(400, "bad-parameter");
        server.get("/api/v1/layouts/noise-yearly.xlsx?period=2016-Q1&city=" + encoded(CITY))
                .problem(400, "bad-parameter");
        server.get("/api/v1/layouts/nothing.xlsx?period=2016&city=" + encoded(CITY))
                .problem(404, "not-found");
        assertTrue(cells(server.bytes("/api/v1/layouts/water-sections/template.xlsx"))
                .contains("${rows.river: }"));
    }

    @Test
    void evidenceIsADocumentToo() throws Exception {
        List<String> ids = new ArrayList<>(List.of(
                "air-day.city." + CITY + ".2016-03-05",
                "water-region.city." + CITY + ".2016-Q1",
                "water-section.QY-2.2016-Q1"));
        ids.add(server.get("/api/v1/programmes/qingyuan/checks?asOf=2016-03-31")
                .texts("/evidence")
                .getFirst()
                .replaceFirst(".*/results/(.*)/evidence", "$1"));
        for (String lang : List.of("zh", "en")) {
            for (String id : ids) {
                String address =
                        "/api/v1/results/" + (id.contains("%") ? id : encoded(id)) + "/evidence.FORMAT?lang=" + lang;
                byte[] docx = server.bytes(address.replace("FORMAT", "docx"));
                keep(id.replaceAll("[^a-z-].*", "") + "-" + lang + ".docx", docx);
                try (XWPFDocument document = new XWPFDocument(new ByteArrayInputStream(docx))) {
                    String text = document.getParagraphs().stream()
                            .map(paragraph -> paragraph.getText())
                            .collect(Collectors.joining("\n"));
                    assertTrue(
                            document.getParagraphs()
                                    .getFirst()
                                    .getText()
                                    .contains(lang.equals("zh") ? "依据" : "evidence"),
                            text);
                    assertTrue(text.matches("(?s).*SHA-256.*[0-9a-f]{64}.*"), text);
                    assertFalse(document.getTables().isEmpty(), text);
                }
                if (PdfFile.systemFont().isPresent()) {
                    byte[] pdf = server.bytes(address.replace("FORMAT", "pdf"));
                    keep(id.replaceAll("[^a-z-].*", "") + "-" + lang + ".pdf", pdf);
                    assertTrue(new String(pdf, StandardCharsets.ISO_8859_1).startsWith("%PDF"), id);
                }
            }
        }
        server.get("/api/v1/results/" + encoded(ids.getFirst()) + "/evidence.docx?lang=fr")
                .problem(400, "bad-parameter");
        server.get("/api/v1/results/nothing/evidence.pdf").problem(404, "unknown-result");
    }

    @Test
    void itsFiguresAreThoseOfTheOtherAnswers() {
        JsonNode figures = server.get("/api/v1/bulletins.json" + QUARTER).json();
        JsonNode evaluation = server.get("/api/v1/air/evaluation" + QUARTER + "&compare=previousYear")
                .json()
                .at("/items/0");
        assertEquals(evaluation.get("compositeIndex"), figures.at("/air/compositeIndex/now"));
        assertEquals(evaluation.at("/changes/compositeIndex/before"), figures.at("/air/compositeIndex/before"));
        assertEquals(evaluation.at("/pollutants/CO/percentile/value"), figures.at("/air/concentrations/CO/now"));
        assertEquals("5.40", figures.at("/air/compositeIndex/before").asText());
        assertEquals(
                server.get("/api/v1/water/assessment" + QUARTER + "&compare=previousYear")
                        .json(),
                figures.get("water"));
        assertEquals(
                server.get("/api/v1/noise/assessment" + QUARTER + "&network=regional")
                        .json(),
                figures.at("/noise/regional"));
        assertEquals(
                server.get("/api/v1/programmes/qingyuan/checks?asOf=2016-03-31")
                        .json()
                        .get("items"),
                figures.at("/programmes/0/checks"));
    }

    @Test
    void sectionsOffTargetStandWithItemsAndMultiplesAndNamesStayNames() {
        assertSays(
                server.get(BULLETIN, "Accept", "text/markdown").text(),
                "| &lt;img src=x onerror=alert(1)&gt;\\|石角\\*断面\\*（QY-2） | Ⅲ类 | Ⅴ类 | 氨氮 | 氨氮（0.80 倍） |");
        ApiServer.Answer page = server.get(BULLETIN);
        assertEquals("text/html;charset=UTF-8", page.header("Content-Type"));
        assertSays(
                page.text(),
                "<title>清远市2016年第一季度环境质量通报</title>",
                "<td align=\"left\">&lt;img src=x onerror=alert(1)&gt;|石角*断面*（QY-2）</td>",
                "@media print");
        assertFalse(page.text().contains("<img"), page.text());
    }

    @Test
    void whatIndicatorsLackIsADashWithANoteInTheChineseBulletin() {
        String indicators =
                server.get(BULLETIN, "Accept", "text/markdown").text().split("## 四、规划指标", -1)[1];
        assertSays(indicators, "| – |", "注：“–”表示数据缺失或不足，未作统计。");
        assertFalse(indicators.split("注：", -1)[0].contains("缺"), indicators);
    }

    @Test
    void aTemplateThatAsksForAnUnknownFigureKeepsTheServiceFromStarting(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve(CITY + ".zh.md"), "# {{ city }}\n\n{{ water.share1To3 }}\n");
        Throwable refused = assertThrows(
                RuntimeException.class,
                () -> new ApiServer(POSTGRES.settings(), Map.of("LIMPID_BULLETINS", folder.toString())).close());
        while (refused.getCause() != null && !(refused instanceof BadTemplate)) {
            refused = refused.getCause();
        }
        assertEquals(CITY + ".zh.md line 3: no figure is called 'share1To3'", refused.getMessage());
    }

    /** Which days a bulletin has is no matter of names. */
    @Test
    void aTemplateThatAsksForAFigureThatIsNotThereIsNamed(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve(CITY + ".zh.md"), "# {{ city }}\n\n{{ air.days.goood.now }}\n");
        try (ApiServer own = new ApiServer(POSTGRES.settings(), Map.of("LIMPID_BULLETINS", folder.toString()))) {
            JsonNode problem = own.get(BULLETIN, "Accept", "text/markdown").problem(500, "bad-template");
            assertEquals(CITY + ".zh.md", problem.at("/template").asText());
            assertEquals(3, problem.at("/line").asInt());
            assertEquals("goood", problem.at("/name").asText());
        }
    }

    @Test
    void aDraftSaysSoAndHasItsNumberAndPlacesToSign() {
        String draft = server.get(BULLETIN, "Accept", "text/markdown").text();
        assertSays(draft, "2016 年第 1 期 · 草稿，未经发布", "编制：", "签发：", "清远市生态环境局（印章）");
        assertFalse(draft.matches("(?s).*(<=|>=|ug/m3|10\\^4|变化缺).*"), draft);
    }

    @Test
    void anEmptyPeriodIsPublishedWhenAskedForOnly() {
        String asked = "/api/v1/publications?city=" + encoded("对照01市") + "&period=2012-03";
        JsonNode refused = server.send("POST", asked, "", "X-API-Key", ApiServer.PUBLISHER_KEY)
                .problem(409, "empty-period");
        assertSays(refused.get("detail").asText(), "empty=true", "2012-03");
        ApiServer.Answer published =
                server.send("POST", asked + "&empty=true", "", "X-API-Key", ApiServer.PUBLISHER_KEY);
        assertEquals(201, published.status(), published.text());
        assertSays(published.json().get("markdown").asText(), " 发布\n", "签发：");
    }

    @Test
    void whatIsMissingSaysWhyAndIsNotZero() {
        String empty = server.get(
                        "/api/v1/bulletins?city=" + encoded("对照01市") + "&period=2016-03", "Accept", "text/markdown")
                .text();
        assertSays(empty, "本时段没有有效监测日（日历 31 天），环境空气质量未作评价。", "本时段没有在役的地表水断面", "| 区域 昼间 | – |");
        assertFalse(empty.contains("为 0 天"), empty);
        assertFalse(empty.matches("(?s).*(变化缺|[|][^|\n]*缺).*"), empty);
        String half = server.get("/api/v1/bulletins.md?city=" + encoded(CITY) + "&period=2016-H1")
                .text();
        assertSays(half, "清远市2016年上半年环境质量通报", "优良天数为 80 天", "全市共评价 0 个断面（在役 1 个）", "| 区域 昼间 | – |");
        assertSays(
                server.get("/api/v1/bulletins.md?city=" + encoded(CITY) + "&period=2016&lang=en")
                        .text(),
                "environmental quality, 2016",
                "Excellent and good days: 80");
    }

    @Test
    void badQuestionsAreNamed() {
        server.get(BULLETIN + "&lang=fr").problem(400, "bad-parameter");
        server.get("/api/v1/bulletins?city=x&period=2016-Q1").problem(400, "bad-parameter");
        server.get("/api/v1/bulletins?city=" + encoded(CITY) + "&period=2016-Q5")
                .problem(400, "bad-parameter");
        server.get("/api/v1/publications/999").problem(404, "unknown-publication");
        server.send("POST", "/api/v1/publications" + QUARTER, "").problem(401, "unauthenticated");
        server.send("POST", "/api/v1/publications" + QUARTER, "", "X-API-Key", ApiServer.STATION_KEY)
                .problem(403, "forbidden");
    }

    @Test
    void aCityBringsItsOwnTemplate(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve(CITY + ".zh.md"), "优良 {{ air.days.excellentOrGood.now | figure }} 天");
        try (ApiServer own = new ApiServer(POSTGRES.settings(), Map.of("LIMPID_BULLETINS", folder.toString()))) {
            assertEquals("优良 80 天\n", own.get("/api/v1/bulletins.md" + QUARTER).text());
            assertSays(own.get("/api/v1/bulletins.md" + QUARTER + "&lang=en").text(), "Excellent and good days: 80");
        }
    }

    /** Another quarter, so that the correction leaves the others alone. */
    @Test
    void aCorrectionShowsAsADifferenceFromWhatWasPublished() throws SQLException {
        String quarter = "?city=" + encoded("对照01市") + "&period=2016-Q1";
        JsonNode published = server.send(
                        "POST", "/api/v1/publications" + quarter + "&lang=en", "", "X-API-Key", ApiServer.PUBLISHER_KEY)
                .json();
        String one = "/api/v1/publications/" + published.get("id").asLong();
        assertEquals("press", published.get("publishedBy").asText());
        assertEquals("10", published.at("/figures/air/concentrations/SO2/now").asText());
        assertEquals(List.of(), server.get(one + "/differences").texts("/figure"));

        keep(List.of(day("V-1", LocalDate.of(2016, 2, 1), Map.of("SO2", "16"))));
        JsonNode differences = server.get(one + "/differences").json().get("items");
        assertEquals(
                "{\"figure\":\"air.concentrations.SO2.now\",\"then\":\"10\",\"now\":\"16\"}",
                differences.get(1).toString());
        assertEquals("air.compositeIndex.now", differences.get(0).get("figure").asText());
        assertEquals(
                "{\"figure\":\"air.rank.now\",\"then\":\"1\",\"now\":\"4\"}",
                differences.get(2).toString());
        assertEquals(3, differences.size(), differences::toString);
        assertEquals(
                published, server.get(one, "X-API-Key", ApiServer.ANALYST_KEY).json());
        assertEquals(
                published.get("markdown").asText(), server.get(one + "/text.md").text());
        assertSays(server.get(one + "/text").text(), "<html lang=\"en\">");
        JsonNode asPublished = server.get("/api/v1/air/evaluation" + quarter + "&asOf="
                        + encoded(published.get("publishedAt").asText()))
                .json();
        assertEquals(
                differences.get(0).get("then").asText(),
                asPublished.at("/items/0/compositeIndex").asText());
        assertEquals(
                List.of(published.get("id").asText()),
                server.get("/api/v1/publications" + quarter).texts("/id"));
        try (Connection connection = POSTGRES.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            assertThrows(SQLException.class, () -> statement.execute("DELETE FROM publication"));
        }
        assertWithdrawnForGood(one);
    }

    private static void assertWithdrawnForGood(String one) {
        String[] press = {"X-API-Key", ApiServer.PUBLISHER_KEY, "Content-Type", "application/json"};
        server.send("POST", one + "/withdrawal", "{\"reason\":\" \"}", press).problem(400, "bad-request");
        JsonNode withdrawn = server.send("POST", one + "/withdrawal", "{\"reason\":\"SO2 of <b>February</b>\"}", press)
                .json();
        assertEquals("press", withdrawn.get("withdrawnBy").asText());
        assertEquals("SO2 of <b>February</b>", withdrawn.get("withdrawnFor").asText());
        server.send("POST", one + "/withdrawal", "{\"reason\":\"again\"}", press)
                .problem(409, "contradiction");
        assertSays(server.get(one + "/text").text(), "Reason: SO2 of &lt;b&gt;February&lt;/b&gt;");
        assertTrue(
                server.get(one).json().get("withdrawnBy").isNull(),
                "names of holders are for those who ask with a key");
    }
}
