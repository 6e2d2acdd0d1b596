package limpid.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import limpid.measure.Table;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.extractor.XWPFWordExtractor;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tasks of a programme: listed by unit, deadline and state, reported on by units, with their history. */
class TasksIT extends Served {
    private static final String TASKS = "/api/v1/programmes/yangjiang/tasks";
    private static final String BUREAU = "市环境保护局";

    @BeforeAll
    static void fill() {
        imported("""
                task,unit,day,percent,words
                2016-32,市环境保护局,2016-06-08,60,站房已建
                2016-33,市公安局,2016-06-09,100,已出台
                2015-9,市环境保护局,2015-12-20,90,尚余400台
                """).json();
    }

    private static ApiServer.Answer imported(String csv) {
        return server.send(
                "POST", TASKS + "/import", csv, "Content-Type", "text/csv", "X-API-Key", ApiServer.ANALYST_KEY);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static ApiServer.Answer put(String task, String unit, String day, String body, String key) {
        return server.send(
                "PUT",
                TASKS + "/" + task + "/entries/" + encoded(unit) + "/" + day,
                body,
                "Content-Type",
                "application/json",
                "X-API-Key",
                key);
    }

    private static List<String> codes(String query) {
        return server.get(TASKS + "?" + query).texts("/code");
    }

    @Test
    void theDocumentsTasksAreListedByTable() {
        assertEquals(80, codes("list=2015").size());
        assertEquals(84, codes("list=2016").size());
        assertEquals(209, codes("").size());
        assertEquals(
                260,
                server.get("/api/v1/programmes/qidong-263/tasks").texts("/code").size());
        assertEquals(
                26,
                server.get("/api/v1/programmes/liupanshui-2017/tasks")
                        .texts("/code")
                        .size());
        assertEquals(
                0,
                server.get("/api/v1/programmes/model-city-6/tasks")
                        .texts("/code")
                        .size());
    }

    @Test
    void stateFollowsFromReportsAndDeadlines() {
        assertEquals(List.of("2016-33"), codes("list=2016&date=2016-06-10&state=done"));
        assertEquals(List.of("2016-32"), codes("list=2016&date=2016-06-10&state=underWay"));
        assertEquals(82, codes("list=2016&date=2016-06-10&state=notReported").size());
        assertEquals(List.of("2016-37"), codes("list=2016&date=2016-07-01&state=overdue"), "上半年 is over");
        assertEquals(List.of("2016-32", "2016-37"), codes("list=2016&date=2016-08-01&state=overdue"));
        assertEquals(List.of("2016-32", "2016-37"), codes("list=2016&date=2016-06-10&dueBy=2016-07-31"));
        assertEquals(List.of(), codes("list=2016&date=2016-06-07&state=underWay"), "before the report");
        assertEquals(80, codes("list=2015&date=2016-01-01&state=overdue").size(), "90 % is not done");
    }

    @Test
    void aUnitHasItsOwnList() {
        List<String> own = codes("list=2016&unit=" + encoded("市公安局"));
        assertTrue(own.contains("2016-33") && own.contains("2016-9"), own::toString);
        JsonNode problem = server.get(TASKS + "?unit=" + encoded("市环保局")).problem(400, "bad-parameter");
        assertTrue(problem.at("/detail").asText().contains("市环境保护局"), problem::toString);
        JsonNode units = server.get("/api/v1/programmes/yangjiang/units?list=2016&date=2016-06-10")
                .json();
        for (JsonNode unit : units.at("/items")) {
            assertEquals(
                    unit.at("/tasks").asInt(),
                    unit.at("/done").asInt()
                            + unit.at("/overdue").asInt()
                            + unit.at("/underWay").asInt()
                            + unit.at("/notReported").asInt(),
                    unit::toString);
            if (unit.at("/unit").asText().equals("市公安局")) {
                assertEquals(own.size(), unit.at("/tasks").asInt());
                assertEquals(1, unit.at("/done").asInt());
            }
        }
    }

    @Test
    void everyRevisionIsKept() {
        String day = "2016-06-10";
        put("2016-1", "市经济和信息化局", day, "{\"percent\":10,\"words\":\"摸底\"}", ApiServer.ANALYST_KEY)
                .json();
        put("2016-1", "市经济和信息化局", day, "{\"percent\":10,\"words\":\"摸底\"}", ApiServer.ANALYST_KEY)
                .json();
        JsonNode history = put("2016-1", "市经济和信息化局", day, "{\"percent\":20}", ApiServer.ADMIN_KEY)
                .json();
        assertEquals(2, history.at("/items").size(), history::toString);
        assertEquals(20, history.at("/items/1/percent").asInt());
        assertEquals("摸底", history.at("/items/0/words").asText());
        assertEquals(List.of("1", "2"), server.get(TASKS + "/2016-1/entries").texts("/revision"));
        byte[] csv = server.bytes(TASKS + "/2016-1/entries.csv");
        ApiServer.Answer again = server.send(
                "POST", TASKS + "/import", csv, "Content-Type", "text/csv", "X-API-Key", ApiServer.ANALYST_KEY);
        again.problem(400, "malformed-table");
    }

    @Test
    void whatCannotBeIsRefusedByName() {
        put("2016-999", BUREAU, "2016-06-10", "{\"percent\":1}", ApiServer.ANALYST_KEY)
                .problem(404, "unknown-task");
        JsonNode unit = put("2016-32", "市环保局", "2016-06-10", "{\"percent\":1}", ApiServer.ANALYST_KEY)
                .problem(400, "bad-parameter");
        assertEquals("unit", unit.at("/parameter").asText());
        assertTrue(unit.at("/detail").asText().contains("did you mean '市环境保护局'"), unit::toString);
        assertEquals(
                "percent",
                put("2016-32", BUREAU, "2016-06-10", "{\"percent\":101}", ApiServer.ANALYST_KEY)
                        .problem(400, "bad-parameter")
                        .at("/parameter")
                        .asText());
        put("2016-32", BUREAU, "2016-06-10", "{}", ApiServer.ANALYST_KEY).problem(400, "bad-parameter");
        put("2016-32", BUREAU, "2999-06-10", "{\"percent\":1}", ApiServer.ANALYST_KEY)
                .problem(400, "bad-parameter");
        put("2016-32", BUREAU, "2016-06-10", "{\"percent\":1}", ApiServer.REVIEWER_KEY)
                .problem(403, "forbidden");
        JsonNode line = imported("task,unit,day,percent,words\n2016-1,市经济和信息化局,2016-06-01,5,\n2016-2,无,2016-06-01,5,\n")
                .problem(400, "malformed-table");
        assertEquals(3, line.at("/line").asInt());
        assertEquals("unit", line.at("/column").asText());
        server.get(TASKS + "?state=open").problem(400, "bad-parameter");
        server.get(TASKS + "?list=2014").problem(400, "bad-parameter");
        server.get(TASKS + "?date=10.6.2016").problem(400, "bad-parameter");
    }

    @Test
    void theHalfYearListIsAFileByUnit() {
        String csv =
                server.get(TASKS + ".csv?date=2016-06-10&list=2016&bom=false").text();
        List<String> lines = csv.lines().toList();
        assertTrue(lines.getFirst().startsWith("unit,partZh,listZh,no,"), lines.getFirst());
        assertTrue(csv.contains("市环境保护局,牵头,阳江市创建国家环境保护模范城市2016年任务表,32,"), "the unit leads row 32");
        assertTrue(csv.contains(",推进中,60,站房已建,2016-06-08,"), "with its own report");
        assertEquals(
                csv,
                server.get(TASKS + "?date=2016-06-10&list=2016&bom=false", "Accept", "text/csv")
                        .text());
        byte[] book = server.bytes(TASKS + ".xlsx?date=2016-06-10&list=2016");
        assertEquals('P', book[0]);
        assertEquals('K', book[1]);
        String one = server.get(TASKS + ".csv?date=2016-06-10&list=2016&bom=false&unit=" + encoded("市公安局"))
                .text();
        List<Table.Row> rows = Table.text("tasks", one).rows();
        assertEquals(codes("list=2016&unit=" + encoded("市公安局")).size(), rows.size());
        assertTrue(rows.stream().allMatch(row -> row.text("unit").equals("市公安局")));
    }

    private static final String PROGRAMME = "/api/v1/programmes/yangjiang";

    /** What a unit is urged for: overdue tasks, and those it did not report on; none for a unit that only takes part. */
    @Test
    void lettersNameWhatIsOverdueAndUnreported() throws Exception {
        String august = "/letters.docx?date=2016-08-01&list=2016&answerBy=2016-08-15&office=" + encoded("市创模办");
        String bureau = text(server.bytes(PROGRAMME + august + "&unit=" + encoded(BUREAU)));
        assertTrue(bureau.startsWith("阳江市创建国家环境保护模范城市（2013-2017）\n任务督办单\n〔2016〕    号\n市环境保护局："), bureau);
        assertTrue(bureau.contains("截至2016年8月1日，你单位牵头或负责的任务中，逾期未完成2项，未报送落实情况56项（见下表）"), bureau);
        assertTrue(bureau.contains("于2016年8月15日前将各项任务落实情况及台账资料报送市创模办。"), bureau);
        assertTrue(bureau.contains("2016年6月8日报：60%，站房已建"), bureau);
        String all = text(server.bytes(PROGRAMME + "/letters.docx?date=2016-06-10&list=2016"));
        assertEquals(
                server.get(PROGRAMME + "/units?date=2016-06-10&list=2016")
                        .json()
                        .get("items")
                        .valueStream()
                        .filter(unit -> unit.at("/lead").asInt() > 0)
                        .filter(unit -> !all.contains("\n" + unit.at("/unit").asText() + "："))
                        .count(),
                0);
        server.get(PROGRAMME + "/letters.docx?date=2016-06-10&dueBy=2010-01-01").problem(404, "no-letter");
        server.get(PROGRAMME + "/letters.docx?answerBy=soon").problem(400, "bad-parameter");
    }

    private static String text(byte[] file) throws java.io.IOException {
        try (XWPFDocument document = new XWPFDocument(new ByteArrayInputStream(file));
                XWPFWordExtractor words = new XWPFWordExtractor(document)) {
            return words.getText();
        }
    }

    private static ApiServer.Answer file(String query, String content, String key) {
        return server.send(
                "POST",
                PROGRAMME + "/files?" + query,
                content,
                "Content-Type",
                "application/octet-stream",
                "X-API-Key",
                key);
    }

    /** A file is kept once with its digest, comes back as it was, and leaves its trace when it is taken back. */
    @Test
    void evidenceIsKeptWithItsDigest() {
        String query = "indicator=16&period=2015&name=" + encoded("年鉴 2015.pdf");
        JsonNode kept = file(query, "abc", ApiServer.ANALYST_KEY).json();
        assertEquals(
                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
                kept.at("/sha256").asText());
        assertEquals(3, kept.at("/size").asInt());
        String path = PROGRAMME + "/files/" + kept.at("/id").asText();
        assertEquals(kept, file(query, "abc", ApiServer.ANALYST_KEY).json(), "kept once");
        ApiServer.Answer back = server.send("GET", path, "", "X-API-Key", ApiServer.ANALYST_KEY);
        assertEquals("abc", back.text());
        assertEquals("sha-256=:ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=:", back.header("Repr-Digest"));
        assertEquals("attachment; filename*=UTF-8''%E5%B9%B4%E9%89%B4%202015.pdf", back.header("Content-Disposition"));
        server.send("GET", path, "").problem(401, "unauthenticated");
        JsonNode gone = server.send("DELETE", path, "", "X-API-Key", ApiServer.ANALYST_KEY)
                .json();
        assertEquals("lab", gone.at("/removedBy").asText());
        server.send("GET", path, "", "X-API-Key", ApiServer.ANALYST_KEY).problem(404, "unknown-file");
        server.send("DELETE", path, "", "X-API-Key", ApiServer.ANALYST_KEY).problem(404, "unknown-file");
        String task = "task=2016-33&name=a.txt&unit=" + encoded("市公安局");
        assertEquals(
                "市公安局",
                file(task, "x", ApiServer.ANALYST_KEY).json().at("/unit").asText());
        assertEquals(
                List.of("a.txt"),
                server.send("GET", PROGRAMME + "/files?task=2016-33", "", "X-API-Key", ApiServer.ANALYST_KEY)
                        .texts("/name"));
    }

    /** A folder for each figure and each task and unit; what was taken back stands in the list alone. */
    @Test
    void theArchiveHasAllFilesAndTheirList() throws IOException {
        long gone = file("indicator=17&period=2015&name=gone.txt", "g", ApiServer.ANALYST_KEY)
                .json()
                .at("/id")
                .asLong();
        long figure = file("indicator=17&period=2015&name=" + encoded("统计.txt"), "figure", ApiServer.ANALYST_KEY)
                .json()
                .at("/id")
                .asLong();
        long task = file("task=2016-34&name=a.txt&unit=" + encoded(unit("2016-34")), "work", ApiServer.ANALYST_KEY)
                .json()
                .at("/id")
                .asLong();
        server.send("DELETE", PROGRAMME + "/files/" + gone, "", "X-API-Key", ApiServer.ANALYST_KEY)
                .json();
        Map<String, byte[]> archive = new LinkedHashMap<>();
        byte[] zip = server.bytes(PROGRAMME + "/files/archive.zip", "X-API-Key", ApiServer.ANALYST_KEY);
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                archive.put(entry.getName(), in.readAllBytes());
            }
        }
        assertEquals("00-目录.xlsx", archive.keySet().iterator().next());
        String ofFigure = "指标/17/2015/" + figure + "-统计.txt";
        assertEquals("figure", new String(archive.get(ofFigure), StandardCharsets.UTF_8));
        String ofTask = "任务/2016-34/" + unit("2016-34") + "/" + task + "-a.txt";
        assertEquals("work", new String(archive.get(ofTask), StandardCharsets.UTF_8));
        assertTrue(archive.keySet().stream().noneMatch(name -> name.contains("gone")), archive::toString);
        try (XSSFWorkbook list = new XSSFWorkbook(new ByteArrayInputStream(archive.get("00-目录.xlsx")))) {
            XSSFSheet sheet = list.getSheetAt(0);
            List<String> lines = IntStream.range(0, sheet.getPhysicalNumberOfRows())
                    .mapToObj(row -> sheet.getRow(row).getCell(1).getStringCellValue())
                    .toList();
            assertTrue(lines.containsAll(List.of("文件", "gone.txt", ofFigure, ofTask)), lines::toString);
        }
        String one = new String(
                server.bytes(PROGRAMME + "/files/archive.zip?task=2016-34", "X-API-Key", ApiServer.ANALYST_KEY),
                StandardCharsets.ISO_8859_1);
        assertTrue(one.startsWith("PK"), one);
        server.get(PROGRAMME + "/files/archive.zip").problem(401, "unauthenticated");
    }

    private static String unit(String task) {
        JsonNode found = server.get(TASKS + "/" + task).json();
        return found.at("/lead/0").asText();
    }

    @ParameterizedTest
    @CsvSource({
        "indicator=16&period=2015&name=a%2Fb, name",
        "indicator=99&period=2015&name=a, indicator",
        "indicator=16&period=May&name=a, period",
        "task=2016-33&name=a&unit=x, unit",
        "task=2016-999&name=a, task",
        "name=a, indicator",
        "indicator=16&period=2015&task=2016-33&name=a, indicator"
    })
    void evidenceOfNothingIsRefused(String query, String parameter) {
        assertEquals(
                parameter,
                file(query, "x", ApiServer.ANALYST_KEY)
                        .problem(400, "bad-parameter")
                        .at("/parameter")
                        .asText());
    }

    /** The workbook is printed with its title and heads on each page; what is not printed is there and hidden. */
    @Test
    void theHalfYearListIsPrinted() throws Exception {
        byte[] book = server.bytes(TASKS + ".xlsx?date=2016-06-10&list=2016");
        try (XSSFWorkbook read = new XSSFWorkbook(new ByteArrayInputStream(book))) {
            XSSFSheet sheet = read.getSheetAt(0);
            assertEquals("任务落实情况", sheet.getSheetName());
            assertEquals("说明 about", read.getSheetName(1));
            assertEquals(
                    "阳江市创建国家环境保护模范城市（2013-2017）任务落实情况表（截至2016年6月10日）",
                    sheet.getRow(0).getCell(0).getStringCellValue());
            assertEquals("1:2", sheet.getRepeatingRows().formatAsString());
            assertTrue(sheet.getPrintSetup().getLandscape());
            assertEquals(298 + 2, sheet.getPhysicalNumberOfRows());
            List<String> shown = IntStream.range(0, sheet.getRow(1).getLastCellNum())
                    .filter(column -> !sheet.isColumnHidden(column))
                    .mapToObj(column -> sheet.getRow(1).getCell(column).getStringCellValue())
                    .toList();
            assertEquals(
                    List.of("单位", "职责", "序号", "主要任务", "具体内容", "时限原文", "状态", "本单位进度（%）", "落实情况", "报送日期", "牵头单位"), shown);
        }
    }
}
