package limpid.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import limpid.OwnJava;
import limpid.PostgresExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** {@code limpid import} at the terminal, as an office has the tables: Chinese columns, stations by name. */
@Timeout(300)
class ImportIT {
    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final String NEXT = "--";
    private static final String ENDED = "ended with ";

    @TempDir
    static Path folder;

    /** What a command said and how it ended. */
    private record Said(int code, String text) {}

    private static final List<List<String>> COMMANDS = new ArrayList<>();

    /** The process of the commands: each by its words, then how it ended. */
    public static void main(String[] words) {
        List<String> command = new ArrayList<>();
        for (String word : words) {
            if (word.equals(NEXT)) {
                System.out.println(ENDED + Root.run(command.toArray(String[]::new)));
                command.clear();
            } else {
                command.add(word);
            }
        }
    }

    private static void imported(String form, String table, String... options) throws IOException {
        Path file = Files.writeString(folder.resolve(form + COMMANDS.size() + ".csv"), table);
        List<String> words = new ArrayList<>(List.of("import", form, file.toString()));
        words.addAll(List.of(options));
        COMMANDS.add(words);
    }

    /** Runs what was said since the last time, one command after the other. */
    private static List<Said> run() throws IOException, InterruptedException {
        List<String> words = new ArrayList<>();
        COMMANDS.forEach(command -> {
            words.addAll(command);
            words.add(NEXT);
        });
        COMMANDS.clear();
        ProcessBuilder builder = OwnJava.program(256, ImportIT.class, words.toArray(String[]::new))
                .redirectErrorStream(true);
        builder.environment().put("LIMPID_DB_URL", POSTGRES.settings().url());
        builder.environment().put("LIMPID_DB_USER", POSTGRES.settings().user());
        Process process = builder.start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), text);
        List<Said> said = new ArrayList<>();
        Matcher ended = Pattern.compile("(?s)(.*?)" + ENDED + "(\\d+)\\R").matcher(text);
        while (ended.find()) {
            said.add(new Said(Integer.parseInt(ended.group(2)), ended.group(1)));
        }
        return said;
    }

    private static void assertTaken(String changed, Said said) {
        assertEquals(0, said.code(), said.text());
        assertTrue(said.text().contains(changed + " new or changed"), said.text());
    }

    @Test
    void tablesOfAnOfficeAreTakenInAndToldToTheAudit() throws Exception {
        imported("stations", """
                code,name_zh,medium,city,period,roles,noise_network
                W-1,大桥,water,临江市,PT4H,drinking_source,
                N-1,广场,noise,临江市,PT1H,,regional
                A-1,监测站,air,临江市,PT1H,,
                """);
        imported("samples", """
                断面名称,采样时间,氨氮(mg/L),总磷(mg/L),溶解氧(mg/L)
                大桥,2026/1/10 9:00,0.42,0.08,7.6
                """);
        String survey = "测点,监测批次,开始时间,监测时长,等效声级\n广场,2026,2026/3/4 10:20,20,58.4\n";
        imported("surveys", survey);
        imported("surveys", survey);
        imported("limits", "断面,项目,限值,起始日期,截止日期,方案\n大桥,氨氮,2.5,2026-01-01,,2026年水质目标\n");
        imported("intakes", "水源地,月份,取水量,来源\n大桥,2026-01,451.05,水务局月报\n");
        imported("dust", "城市,日期,污染物,来源\n临江市,2026-03-16,PM10,总站通报\n");
        imported("reports", "指标,年度,数值,来源\n16,2024,48.1,统计年鉴\n", "--programme", "model-city-6", "--city", "临江市");
        imported("tasks", "任务编号,责任单位,填报日期,完成进度,进展情况\n2016-32,市环境保护局,2016-06-08,60,站房已建\n", "--programme", "yangjiang");
        List<Said> said = run();
        assertEquals(9, said.size());
        List<String> changed = List.of(
                "3 stations",
                "3 readings",
                "1 measurements",
                "0 measurements",
                "1 sections",
                "1 reports",
                "1 days",
                "1 reports",
                "1 reports");
        for (int i = 0; i < said.size(); i++) {
            assertTaken(changed.get(i), said.get(i));
        }
        assertEquals(List.of("0.42"), POSTGRES.texts("""
                SELECT r.value FROM reading r JOIN series s ON s.id = r.series_id JOIN parameter p ON p.id = s.parameter_id
                WHERE p.code = 'NH3N'"""));
        assertEquals(
                List.of("stations", "samples", "surveys", "surveys", "limits", "intakes", "dust", "reports", "tasks"),
                POSTGRES.texts(
                        "SELECT substr(action, 15) FROM audit_entry WHERE action LIKE 'limpid import %' ORDER BY id"));
    }

    @Test
    void wrongLinesAreAllNamedAndNothingIsTakenIn() throws Exception {
        imported("dust", "城市,日期,污染物,来源\n不在市,2026-03-16,PM10,x\n不在市,2026-13-45,PM10,x\n");
        COMMANDS.add(List.of("import", "samples", folder.resolve("none.xlsx").toString()));
        imported("reports", "指标,年度,数值,来源\n16,2024,48.1,统计年鉴\n", "--programme", "model-city-6");
        List<Said> said = run();
        assertEquals(List.of(2, 2, 2), said.stream().map(Said::code).toList(), said::toString);
        String wrong = said.getFirst().text();
        assertTrue(wrong.contains("line 2") && wrong.indexOf("line 2") < wrong.indexOf("line 3"), wrong);
        assertTrue(said.get(1).text().contains("no such file"), said::toString);
        assertTrue(said.get(2).text().contains("say --city"), said::toString);
        assertEquals(List.of(), POSTGRES.texts("SELECT source FROM dust WHERE source = 'x'"));
    }
}
