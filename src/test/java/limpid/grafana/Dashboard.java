package limpid.grafana;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A dashboard as the file says it. */
public record Dashboard(String file, JsonNode json) {
    private static final Path FOLDER = Path.of("grafana", "dashboards");

    /** A statement of a dashboard: where it stands, how its answer is used, what it asks. */
    public record Question(Dashboard dashboard, String place, String type, JsonNode panel, String sql) {
        @Override
        public String toString() {
            return dashboard.file + ", " + place;
        }
    }

    public static List<Dashboard> all() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().map(Dashboard::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Dashboard read(Path file) {
        try {
            return new Dashboard(
                    file.getFileName().toString(), JsonMapper.builder().build().readTree(file.toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    @Override
    public String toString() {
        return file;
    }

    Iterable<JsonNode> panels() {
        return json.get("panels");
    }

    public Iterable<JsonNode> variables() {
        return json.at("/templating/list");
    }

    /** Every statement: of variables in their order, of annotations, of panels. */
    public List<Question> questions() {
        List<Question> questions = new ArrayList<>();
        for (JsonNode variable : variables()) {
            if ("query".equals(variable.get("type").asText())) {
                questions.add(question("variable " + variable.get("name").asText(), "variable", variable, "/query"));
            }
        }
        for (JsonNode annotation : json.at("/annotations/list")) {
            String name = "annotation " + annotation.get("name").asText();
            questions.add(question(name, "annotation", annotation, "/target/rawSql"));
        }
        for (JsonNode panel : panels()) {
            String name = "panel " + panel.get("title").asText();
            questions.add(question(name, panel.get("type").asText(), panel, "/targets/0/rawSql"));
        }
        return questions;
    }

    private Question question(String place, String type, JsonNode node, String sql) {
        return new Question(this, place, type, node, node.at(sql).asText());
    }
}
