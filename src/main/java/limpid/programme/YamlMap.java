package limpid.programme;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import limpid.programme.ProgrammeFile.Refused;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** A mapping of a YAML file that knows its lines. */
final class YamlMap {
    private final String file;
    private final int line;
    private final Map<String, Node> values = new LinkedHashMap<>();

    YamlMap(String file, @Nullable Node node) {
        this.file = file;
        this.line = node == null ? 0 : lineOf(node);
        if (!(node instanceof MappingNode mapping)) {
            throw refused("expected names with values");
        }
        for (NodeTuple tuple : mapping.getValue()) {
            String key = scalar(tuple.getKeyNode());
            if (values.put(key, tuple.getValueNode()) != null) {
                throw new Refused(file, lineOf(tuple.getKeyNode()), "'" + key + "' stands twice");
            }
        }
    }

    /** Refuses names that nobody reads, which are mostly slips of the pen. */
    void only(String names) {
        Set<String> known = Set.of(names.split(" "));
        values.forEach((key, value) -> {
            if (!known.contains(key)) {
                throw new Refused(file, lineOf(value), "'" + key + "' is not one of " + names);
            }
        });
    }

    int line() {
        return line;
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    String text(String key) {
        String text = scalar(node(key)).strip();
        if (text.isEmpty()) {
            throw new Refused(file, lineOf(node(key)), "'" + key + "' must not be empty");
        }
        return text;
    }

    String text(String key, String otherwise) {
        return has(key) ? scalar(node(key)).strip() : otherwise;
    }

    <T extends @Nullable Object> T read(String key, Function<String, T> reading) {
        String text = text(key);
        try {
            return reading.apply(text);
        } catch (IllegalArgumentException e) {
            throw new Refused(file, lineOf(node(key)), key + " " + e.getMessage());
        }
    }

    List<String> texts(String key) {
        return has(key) ? sequence(key).stream().map(this::scalar).toList() : List.of();
    }

    YamlMap map(String key) {
        return new YamlMap(file, node(key));
    }

    List<YamlMap> maps(String key) {
        List<YamlMap> maps = new ArrayList<>();
        sequence(key).forEach(node -> maps.add(new YamlMap(file, node)));
        return maps;
    }

    Refused refused(String reason) {
        return new Refused(file, line, reason);
    }

    private List<Node> sequence(String key) {
        if (node(key) instanceof SequenceNode sequence && !sequence.getValue().isEmpty()) {
            return sequence.getValue();
        }
        throw new Refused(file, lineOf(node(key)), "'" + key + "' must be a list");
    }

    private Node node(String key) {
        Node node = values.get(key);
        if (node == null) {
            throw refused("'" + key + "' is missing");
        }
        return node;
    }

    private String scalar(Node node) {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        throw new Refused(file, lineOf(node), "expected one value");
    }

    private static int lineOf(Node node) {
        return node.getStartMark().getLine() + 1;
    }
}
