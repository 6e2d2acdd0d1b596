package limpid.grafana;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import limpid.alert.Severity;
import limpid.grafana.Dashboard.Question;
import limpid.measure.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The dashboards are well-formed, and their colours are those of the standards. */
class DashboardsTest {
    private static final JsonSchema SCHEMA = JsonSchemaFactory.getInstance(VersionFlag.V202012)
            .getSchema(DashboardsTest.class.getResourceAsStream("/grafana/dashboard.schema.json"));
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{?(?!__)([A-Za-z_]+)(:\\w+)?}?");

    private static final Pattern SCREEN = Pattern.compile("\\$\\{page}/#/([a-z]+)");
    private static final Pattern FIELD = Pattern.compile("\\$\\{__data\\.fields\\.(\\w+)}");

    static List<Dashboard> dashboards() {
        return Dashboard.all();
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void followsTheSchema(Dashboard dashboard) {
        assertEquals(Set.of(), SCHEMA.validate(dashboard.json()));
    }

    @Test
    void thereIsOneForEachScreenUnderItsOwnUid() {
        List<String> uids = Dashboard.all().stream()
                .map(dashboard -> dashboard.json().get("uid").asText())
                .toList();
        assertEquals(
                List.of(
                        "limpid-air",
                        "limpid-noise",
                        "limpid-operations",
                        "limpid-overview",
                        "limpid-programmes",
                        "limpid-water"),
                uids);
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void panelsHaveTheirOwnIdAndPlace(Dashboard dashboard) {
        Set<Integer> ids = new HashSet<>();
        Set<String> cells = new HashSet<>();
        for (JsonNode panel : dashboard.panels()) {
            String title = panel.get("title").asText();
            assertTrue(ids.add(panel.get("id").asInt()), title);
            JsonNode place = panel.get("gridPos");
            int right = place.get("x").asInt() + place.get("w").asInt();
            assertTrue(right <= 24, title);
            for (int x = place.get("x").asInt(); x < right; x++) {
                for (int y = 0; y < place.get("h").asInt(); y++) {
                    assertTrue(cells.add(x + "," + (place.get("y").asInt() + y)), title + " overlaps");
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void everyVariableIsDefinedAndUsed(Dashboard dashboard) {
        Set<String> defined = StreamSupport.stream(dashboard.variables().spliterator(), false)
                .map(variable -> variable.get("name").asText())
                .collect(Collectors.toSet());
        Set<String> used = new HashSet<>();
        for (Question question : dashboard.questions()) {
            Matcher variables = VARIABLE.matcher(question.sql());
            while (variables.find()) {
                used.add(variables.group(1));
            }
        }
        for (String address : addresses(dashboard)) {
            Matcher variables = VARIABLE.matcher(address);
            while (variables.find()) {
                used.add(variables.group(1));
            }
        }
        assertEquals(defined, used);
    }

    /** Where the tables lead. */
    private static List<String> addresses(Dashboard dashboard) {
        return dashboard.json().findValues("url").stream()
                .map(JsonNode::asText)
                .filter(address -> !address.isEmpty())
                .toList();
    }

    /** A link leads to a screen that the page has, and takes with it what the row is about. */
    @Test
    void linksLeadToScreensOfThePage() throws IOException {
        String screens = Files.readString(Path.of("src/main/resources/web/address.js"));
        int links = 0;
        for (Dashboard dashboard : Dashboard.all()) {
            Set<String> columns = new HashSet<>();
            dashboard.questions().forEach(question -> columns.add(question.sql()));
            for (String address : addresses(dashboard)) {
                Matcher screen = SCREEN.matcher(address);
                assertTrue(screen.lookingAt(), address);
                assertTrue(screens.contains('"' + screen.group(1) + '"'), address);
                Matcher field = FIELD.matcher(address);
                while (field.find()) {
                    String name = field.group(1);
                    assertTrue(columns.stream().anyMatch(sql -> sql.contains(name)), address);
                }
                links++;
            }
        }
        assertTrue(links >= 8, "links " + links);
    }

    /** Thresholds with six steps are the index; mappings with six numbers are its levels. */
    /** As Grafana reads files of provisioning; what it does not know it leaves out without a word. */
    @Test
    void alertRulesAreWhole() {
        JsonNode file = AlertRule.file("alerting");
        assertEquals(1, file.at("/apiVersion").asInt());
        String source = AlertRule.file("datasources").at("/datasources/0/uid").asText();
        Set<String> uids = new HashSet<>();
        for (JsonNode group : file.at("/groups")) {
            assertEquals(
                    Set.of("orgId", "name", "folder", "interval", "rules"),
                    Set.copyOf(names(group)),
                    "group " + group.at("/name"));
            assertTrue(group.at("/interval").asText().matches("\\d+[smh]"), group::toString);
        }
        for (AlertRule rule : AlertRule.all()) {
            JsonNode json = rule.json();
            assertEquals(
                    Set.of(
                            "uid",
                            "title",
                            "condition",
                            "for",
                            "noDataState",
                            "execErrState",
                            "dashboardUid",
                            "panelId",
                            "labels",
                            "annotations",
                            "data"),
                    Set.copyOf(names(json)),
                    rule.uid());
            assertTrue(uids.add(rule.uid()) && rule.uid().matches("[a-z-]{1,40}"), rule.uid());
            assertTrue(json.at("/for").asText().matches("\\d+[smh]"), rule.uid());
            assertTrue(
                    Set.of("OK", "NoData", "Alerting")
                            .contains(json.at("/noDataState").asText()),
                    rule.uid());
            assertTrue(
                    Set.of("OK", "Error", "Alerting")
                            .contains(json.at("/execErrState").asText()),
                    rule.uid());
            assertTrue(Severity.of(json.at("/labels/severity").asText()).isPresent(), rule.uid());
            assertTrue(json.at("/annotations/summary").asText().matches(".*[\\u4e00-\\u9fff].*[a-z]{3}.*"), rule.uid());
            JsonNode asked = rule.part("asked");
            assertEquals(source, asked.at("/datasourceUid").asText(), rule.uid());
            assertEquals("table", asked.at("/model/format").asText(), rule.uid());
            assertTrue(asked.at("/relativeTimeRange/from").asInt() > 0, rule.uid());
            JsonNode over = rule.part(json.at("/condition").asText());
            assertEquals("__expr__", over.at("/datasourceUid").asText(), rule.uid());
            assertEquals("threshold", over.at("/model/type").asText(), rule.uid());
            assertEquals("asked", over.at("/model/expression").asText(), rule.uid());
            assertEquals("gt", over.at("/model/conditions/0/evaluator/type").asText(), rule.uid());
            Dashboard shown = Dashboard.all().stream()
                    .filter(one -> one.json().at("/uid").equals(json.at("/dashboardUid")))
                    .findFirst()
                    .orElseThrow();
            assertTrue(
                    StreamSupport.stream(shown.panels().spliterator(), false)
                            .anyMatch(panel -> panel.at("/id").equals(json.at("/panelId"))),
                    rule.uid());
        }
    }

    private static List<String> names(JsonNode of) {
        List<String> names = new ArrayList<>();
        of.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void indexColoursAreTheStandards() {
        List<String> standard = new ArrayList<>();
        for (Table.Row row :
                Table.resource("/limpid/standard/air/categories.csv").rows()) {
            if (row.text("edition").equals("HJ 633-2026")) {
                int least = row.text("level").equals("1") ? Integer.MIN_VALUE : Integer.parseInt(row.text("aqi_min"));
                standard.add(least + " " + row.text("hex"));
            }
        }
        int compared = 0;
        for (Dashboard dashboard : Dashboard.all()) {
            for (JsonNode thresholds : dashboard.json().findParents("steps")) {
                if (thresholds.at("/steps").size() == 6) {
                    assertEquals(standard, steps(thresholds), dashboard.file());
                    compared++;
                }
            }
        }
        assertTrue(compared >= 4, "compared " + compared);
    }

    private static List<String> steps(JsonNode thresholds) {
        List<String> steps = new ArrayList<>();
        for (JsonNode step : thresholds.at("/steps")) {
            int least = step.get("value").isNull()
                    ? Integer.MIN_VALUE
                    : step.get("value").asInt();
            steps.add(least + " " + step.get("color").asText().toUpperCase(Locale.ROOT));
        }
        return steps;
    }
}
