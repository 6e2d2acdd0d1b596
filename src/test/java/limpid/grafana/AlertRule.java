package limpid.grafana;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/** A rule that Grafana watches, as the file says it: one question, and what its answers are compared with. */
public record AlertRule(JsonNode json) {
    private static final Path FOLDER = Path.of("grafana", "provisioning");

    /** The rules of all groups. */
    public static List<AlertRule> all() {
        List<AlertRule> rules = new ArrayList<>();
        for (JsonNode group : file("alerting").at("/groups")) {
            group.get("rules").forEach(rule -> rules.add(new AlertRule(rule)));
        }
        return rules;
    }

    /** What is provided of this sort. */
    static JsonNode file(String sort) {
        try {
            return new YAMLMapper()
                    .readTree(FOLDER.resolve(sort).resolve("limpid.yml").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(sort, e);
        }
    }

    /** Its name, which stays. */
    public String uid() {
        return json.at("/uid").asText();
    }

    /** What it asks of the database. */
    public String sql() {
        return part("asked").at("/model/rawSql").asText();
    }

    /** From which value on it is raised, exclusive. */
    public double limit() {
        return part(json.at("/condition").asText())
                .at("/model/conditions/0/evaluator/params/0")
                .asDouble();
    }

    JsonNode part(String refId) {
        return StreamSupport.stream(json.get("data").spliterator(), false)
                .filter(one -> one.at("/refId").asText().equals(refId))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public String toString() {
        return uid();
    }
}
