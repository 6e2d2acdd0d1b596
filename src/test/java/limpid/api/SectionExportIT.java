package limpid.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import limpid.PostgresExtension;
import limpid.water.ItemSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The table of sections says in every line what the answer for the section says. */
class SectionExportIT {
    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final String YEARS = "from=2025-01-01&to=2026-12-31";

    private static WaterCase water;

    @BeforeAll
    static void start() throws SQLException {
        water = new WaterCase(POSTGRES);
        water.stations("""
                code,name_zh,medium,city,kind,period,water_body,water_body_type,target_class,roles,in_service_from,in_service_to
                E-1,大桥,water,临江,,PT4H,清河,river,3,cross_border;function_zone,,
                E-2,湖心,water,临江,,PT0S,明湖,lake,3,,,
                E-3,无目标,water,临江,,PT0S,清河,river,,,,
                E-4,无数据,water,临江,,PT0S,清河,river,2,,,
                E-5,自有限值,water,远城,,PT0S,清河,river,3,,,
                E-6,新断面,water,远城,,PT0S,清河,river,4,,2026-02-10,2026-05-20
                E-7,未检出,water,远城,,PT0S,清河,river,1,drinking_source,,
                E-8,全部无效,water,远城,,PT0S,清河,river,3,,,
                E-9,地下水源,water,远城,groundwater,PT0S,,,,drinking_source,,
                """);
        water.send("PUT", "/api/v1/water/limits", """
                        section,item,limit,from,to,plan
                        E-5,NH3N,2.5,2025-01-01,2025-12-31,计划甲
                        E-5,NH3N,0.8,2026-01-01,,计划乙
                        E-3,TP,0.05,2026-01-01,,计划乙
                        """).json();
        for (int month = 1; month <= 12; month++) {
            String day = "2025-%02d-12".formatted(month);
            water.sample(
                            "E-1",
                            day,
                            "NH3N",
                            "1." + month,
                            "PH",
                            "7.25",
                            "DO",
                            month % 2 == 0 ? "4.96" : "8",
                            "HG",
                            "0.00004")
                    .sample("E-2", day, "TP", "0.0" + (10 + month), "TN", "1.5", "CODMN", "4.5")
                    .sample("E-5", day, "NH3N", month < 6 ? "2.4" : "2.6", "CODMN", "5.25");
        }
        for (String month : List.of("2026-01", "2026-02", "2026-03", "2026-05")) {
            String day = month + "-11";
            water.sample("E-1", day, "CD", "0.011", "NH3N", "1.2", "CN", "0.25", "TP", "0.4")
                    .sample("E-2", day, "TP", "0.30", "CHLA", "0.02")
                    .sample("E-3", day, "TP", "0.06")
                    .sample("E-5", day, "NH3N", "0.9")
                    .sample("E-6", day, "NH3N", "0.5", "WT", "12")
                    .sample("E-7", day, "HG", "0.00004L", "PBW", "0.1L", "NH3N", "0.15")
                    .sample("E-9", day, "NH3N", "0.5");
        }
        water.commit();
        water.send("POST", "/api/v1/readings/import", """
                        station,parameter,end,period,value,flag
                        E-8,DO,2026-01-10T10:00:00+08:00,PT0S,0.02,D
                        """).json();
        water.settle();
    }

    @AfterAll
    static void stop() {
        water.close();
    }

    @Test
    void everyLineIsTheAnswer() {
        for (String kind : List.of("month", "quarter", "year")) {
            for (String section : sections()) {
                List<NamedCsvRecord> lines = lines(export("&period=" + kind + "&section=" + section));
                Map<String, JsonNode> answers = answers(section, kind);
                assertTrue(!lines.isEmpty(), section);
                for (NamedCsvRecord line : lines) {
                    String period = line.getField("period");
                    assertEquals(told(answers.get(period)), told(line), section + " " + period);
                }
            }
        }
    }

    @Test
    void whatIsNotKeptIsJudgedToTheSame() throws SQLException {
        String kept = export("");
        assertEquals(
                water.count("SELECT count(*) FROM section_month"),
                water.count("SELECT count(*) FROM section_month_line"));
        POSTGRES.execute("UPDATE section_month_line SET rules = 'others'");
        try {
            assertEquals(kept, export(""));
        } finally {
            POSTGRES.execute("DELETE FROM section_month_line");
        }
        assertEquals(kept, export(""));
        water.stations("code,name_zh,medium,city,period,water_body,water_body_type,target_class,roles\n"
                + "E-1,大桥,water,临江,PT4H,清河,river,5,cross_border;function_zone\n");
        water.settle();
        assertEquals(16, water.count("SELECT count(*) FROM section_month_line"));
        everyLineIsTheAnswer();
    }

    private static List<String> sections() {
        return Stream.of(1, 2, 3, 4, 5, 6, 7, 8, 9).map(n -> "E-" + n).toList();
    }

    private static String export(String more) {
        ApiServer.Answer answer = water.server().get("/api/v1/water/sections.csv?bom=false&" + YEARS + more);
        assertEquals(200, answer.status(), answer.text());
        return answer.text();
    }

    private static List<NamedCsvRecord> lines(String csv) {
        return CsvReader.builder().ofNamedCsvRecord(csv).stream().toList();
    }

    private static Map<String, JsonNode> answers(String section, String kind) {
        Map<String, JsonNode> answers = new HashMap<>();
        water.get("water/sections/" + section + "/assessments?limit=1000&period=" + kind + "&" + YEARS)
                .get("items")
                .forEach(answer -> answers.put(answer.at("/period").asText(), answer));
        return answers;
    }

    private static List<String> told(NamedCsvRecord line) {
        List<String> told = new ArrayList<>();
        for (String column : List.of(
                "name",
                "start",
                "end",
                "class",
                "className",
                "target",
                "meetsTarget",
                "decidingItems",
                "mainIndicators",
                "itemsAssessed",
                "reason",
                "edition")) {
            told.add(column + " " + line.getField(column));
        }
        ItemSet.assessment().codes().forEach(code -> told.add(code + " " + line.getField(code)));
        told.add("tooFew " + line.getField("tooFew").replace(":", ": ").replace("/", " of "));
        return told;
    }

    private static List<String> told(JsonNode answer) {
        List<String> told = new ArrayList<>();
        for (String member : List.of("name", "start", "end", "class", "className", "target", "meetsTarget")) {
            told.add(member + " " + text(answer.get(member)));
        }
        told.add("decidingItems " + String.join(";", WaterCase.texts(answer.get("decidingItems"), "/item")));
        told.add("mainIndicators " + String.join(";", WaterCase.texts(answer.get("mainIndicators"), "")));
        for (String member : List.of("itemsAssessed", "reason", "edition")) {
            told.add(member + " " + text(answer.get(member)));
        }
        Map<String, String> means = new HashMap<>();
        answer.get("items")
                .forEach(item ->
                        means.put(item.at("/item").asText(), item.at("/value").asText()));
        ItemSet.assessment().codes().forEach(code -> told.add(code + " " + means.getOrDefault(code, "")));
        told.add("tooFew "
                + String.join(
                        ";",
                        WaterCase.texts(answer.get("leftOut"), "").stream()
                                .filter(why -> why.endsWith(" required values"))
                                .map(why -> why.replace(" required values", ""))
                                .toList()));
        return told;
    }

    private static String text(JsonNode value) {
        return value.isNull() ? "" : value.asText();
    }
}
