package limpid.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import limpid.PostgresExtension;
import limpid.Samples;
import limpid.measure.LocalDay;
import limpid.measure.Reading;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Compensation between regions over HTTP: two sections on one river in three months, of which one has a gap. */
class CompensationIT {
    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    @TempDir
    static Path folder;

    private static ApiServer server;

    @BeforeAll
    static void start() throws Exception {
        Files.writeString(folder.resolve("river.compensation.yml"), """
                id: river
                nameZh: 甲市水环境区域补偿方案
                nameEn: Compensation of city A
                city: 甲市
                titleZh: 甲市水环境区域补偿方案
                titleEn: Compensation of city A
                from: 2025-01
                payment: {standard: jiangsu-2021, met: amount, metAmount: "20"}
                factors: [CODMN, NH3N, TP]
                sections:
                  - {section: R-1, upstream: 上县, downstream: 中区}
                  - {section: R-2, upstream: 中区}
                """);
        server = new ApiServer(POSTGRES.settings(), Map.of("LIMPID_PROGRAMMES", folder.toString()));
        server.register("""
                        code,name_zh,medium,city,district,period,water_body,water_body_type,target_class,roles
                        R-1,上中交界,water,甲市,上县,PT0S,甲江,river,3,cross_border
                        R-2,入江口,water,甲市,中区,PT0S,甲江,river,3,
                        """);
        List<Reading> readings = new ArrayList<>();
        for (String section : List.of("R-1", "R-2")) {
            for (int month = 1; month <= 3; month++) {
                readings.add(reading(section, "CODMN", month, "4"));
                // The first is 0.3 times over in February; the second has no phosphorus in March.
                readings.add(reading(section, "NH3N", month, section.equals("R-1") && month == 2 ? "1.3" : "0.8"));
                if (section.equals("R-1") || month < 3) {
                    readings.add(reading(section, "TP", month, section.equals("R-2") && month == 2 ? "0.45" : "0.1"));
                }
            }
        }
        SeededCities.keep(POSTGRES.dataSource(), readings);
    }

    private static Reading reading(String section, String item, int month, String value) {
        return Samples.reading(
                section, item, Samples.at("2025-0" + month + "-10T10:00:00+08:00"), Duration.ZERO, value);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static JsonNode items(String path) {
        return server.get("/api/v1/compensation/" + path).json().get("items");
    }

    @ParameterizedTest
    @CsvSource({
        "0, R-1, 2025-01, 20.00, 中区, 上县",
        "1, R-2, 2025-01, 20.00, 市财政, 中区",
        "2, R-1, 2025-02, 50.00, 上县, 中区",
        "3, R-2, 2025-02, 125.00, 中区, 市财政",
        "4, R-1, 2025-03, 20.00, 中区, 上县"
    })
    void bothSidesPay(int at, String section, String month, String amount, String payer, String payee) {
        JsonNode one = items("river/months?from=2025-01&to=2025-03").get(at);
        assertEquals(section, one.at("/section").asText());
        assertEquals(month, one.at("/month").asText());
        assertEquals(amount, one.at("/amount").decimalValue().toPlainString());
        assertEquals(payer, one.at("/payer").asText());
        assertEquals(payee, one.at("/payee").asText());
        assertEquals(3, one.at("/valid").asInt());
    }

    @Test
    void aGapWithholdsTheMonth() {
        JsonNode gap = items("river/months?from=2025-03&to=2025-03").get(1);
        assertTrue(gap.at("/amount").isNull(), gap::toString);
        assertEquals("noData", gap.at("/reason").asText());
        assertEquals("无数据", gap.at("/reasonZh").asText());
        assertEquals("TP: noData", gap.at("/leftOut/0").asText());
        assertEquals(2, gap.at("/valid").asInt());
    }

    @Test
    void aMonthThatRunsIsWithheld() {
        String running = YearMonth.now(LocalDay.CHINA).toString();
        JsonNode one = items("river/months?from=" + running).get(0);
        assertEquals("periodRunning", one.at("/reason").asText());
        assertEquals(0, items("river/months?from=2024-12").size());
    }

    @Test
    void evidenceTellsMeanTargetAndArithmetic() {
        JsonNode paid = items("river/months?from=2025-02&to=2025-02").get(1);
        JsonNode evidence = server.get(paid.at("/evidence").asText()).json();
        JsonNode phosphorus = evidence.at("/payment/factors/2");
        assertEquals("0.450", phosphorus.at("/value").asText());
        assertEquals("0.2", phosphorus.at("/limit").asText());
        assertEquals("class Ⅲ", phosphorus.at("/limitFrom").asText());
        assertEquals("1.25", phosphorus.at("/multiple").asText());
        assertEquals(
                "(0.45 - 0.2) / 0.2 = 1.25 > 1: 125",
                phosphorus.at("/arithmetic").asText());
        assertEquals("TP 125", evidence.at("/payment/arithmetic").asText());
        assertTrue(evidence.at("/clause").asText().contains("苏环办〔2021〕131号"), evidence::toString);
        assertEquals(
                "water-section.R-2.2025-02",
                server.get(evidence.at("/means").asText()).json().at("/id").asText());
        assertEquals(
                404,
                server.get("/api/v1/results/compensation.river.R-9.2025-02/evidence")
                        .status());
    }

    @Test
    void sumsByRegionAndBySection() {
        JsonNode regions = items("river/regions?from=2025-01&to=2025-03");
        assertEquals("上县 50.00 40.00 -10.00 3/3", sum(regions.get(0)));
        assertEquals("中区 165.00 70.00 -95.00 5/6", sum(regions.get(1)));
        assertEquals("市财政 20.00 125.00 105.00 2/3", sum(regions.get(2)));
        assertEquals("R-2 2025-03: noData", regions.at("/2/leftOut/0").asText());
        JsonNode sections = items("river/sections?from=2025-01&to=2025-03");
        assertEquals("上中交界 50.00 40.00 -10.00 3/3", sum(sections.get(0)));
        assertEquals("入江口 125.00 20.00 -105.00 2/3", sum(sections.get(1)));
    }

    private static String sum(JsonNode one) {
        return "%s %s %s %s %s/%s"
                .formatted(
                        one.at("/name").asText(),
                        one.at("/paid").decimalValue().toPlainString(),
                        one.at("/received").decimalValue().toPlainString(),
                        one.at("/net").decimalValue().toPlainString(),
                        one.at("/valid").asText(),
                        one.at("/expected").asText());
    }

    @Test
    void filesHaveTheSame() throws IOException {
        String csv = server.get("/api/v1/compensation/river/months.csv?from=2025-03&to=2025-03&bom=false")
                .text();
        assertTrue(csv.contains("river,2025-03,R-1,上中交界,上县,中区,false,20.00,中区,上县,-20,,,3,3,,GB 3838-2002"), csv);
        assertTrue(csv.contains("river,2025-03,R-2,入江口,中区,市财政,,"), csv);
        byte[] workbook = server.bytes("/api/v1/compensation/river/months.xlsx?from=2025-01&to=2025-03");
        try (XSSFWorkbook read = new XSSFWorkbook(new ByteArrayInputStream(workbook))) {
            List<String> sheets = IntStream.range(0, read.getNumberOfSheets())
                    .mapToObj(read::getSheetName)
                    .toList();
            assertEquals(List.of("水环境区域补偿", "说明 about", "补偿因子计算", "按地区汇总", "按断面汇总"), sheets);
            assertEquals(
                    "甲市水环境区域补偿方案：按地区汇总（2025年1月至2025年3月）",
                    read.getSheet("按地区汇总").getRow(0).getCell(0).getStringCellValue());
            XSSFRow upper = read.getSheet("按地区汇总").getRow(2);
            assertEquals("上县", upper.getCell(0).getStringCellValue());
            assertEquals(-10, upper.getCell(4).getNumericCellValue());
            XSSFRow fund = read.getSheet("按地区汇总").getRow(4);
            assertEquals("R-2 2025-03：无数据", fund.getCell(8).getStringCellValue());
        }
    }

    @Test
    void theMonthlyBulletinTellsTheSums() {
        String month = server.get("/api/v1/bulletins.md?period=2025-02&city=甲市").text();
        assertTrue(month.contains("### 水环境区域补偿"), month);
        assertTrue(month.contains("| 上县 | 50.00 | 0 | -50.00 | 1/1 |"), month);
        assertTrue(month.contains("| 入江口（R-2） | 总磷(以P计)（1.25）  | 中区 | 市财政 | 125.00 |"), month);
        String quarter = server.get("/api/v1/bulletins.md?period=2025-Q1&city=甲市&lang=en")
                .text();
        assertTrue(quarter.contains("5 of 6 months of sections have an amount"), quarter);
    }

    /** The exit code says whether an amount is withheld. */
    @ParameterizedTest
    @CsvSource({"2025-02, 0", "2025-03, 1"})
    void theTerminalTellsTheSame(String month, int code, @TempDir Path out) throws Exception {
        Path file = out.resolve("river.csv");
        Process process = Terminal.limpid(
                POSTGRES.settings(),
                Map.of("LIMPID_PROGRAMMES", folder.toString()),
                "compensation",
                "river",
                "--to",
                month,
                "--out",
                file.toString(),
                "--format",
                "csv");
        String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(code, process.waitFor(), told);
        assertTrue(
                told.contains(code == 0 ? "TP (0.45 - 0.2) / 0.2 = 1.25 > 1: 125" : "无数据 no data; TP: noData"), told);
        assertEquals(
                server.get("/api/v1/compensation/river/months.csv?bom=false&from=" + month)
                        .text(),
                Files.readString(file).replace("\uFEFF", ""));
    }

    @ParameterizedTest
    @CsvSource({
        "river/months?from=2025, 400, bad-parameter",
        "river/months?from=2025-03&to=2025-01, 400, bad-parameter",
        "river/months?from=2000-01&to=2025-01, 400, bad-parameter",
        "brook/months, 404, unknown-compensation",
        "brook, 404, unknown-compensation"
    })
    void wrongQuestionsAreRefused(String path, int status, String type) {
        server.get("/api/v1/compensation/" + path).problem(status, type);
    }
}
