package limpid.programme;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import limpid.programme.ProgrammeFile.Refused;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** A mapping of a YAML file of rules that knows its lines; what cannot be read is {@link Refused} with file, line and reason. */
public final class YamlMap {
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

    /** The mapping that a file consists of. @param file how complaints call it */
    public static YamlMap root(String file, String yaml) {
        try {
            return new YamlMap(file, new Yaml(new LoaderOptions()).compose(new StringReader(yaml)));
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
            throw new Refused(file, line, String.valueOf(e.getProblem()));
        } catch (YAMLException e) {
            // A character that is none of YAML, or too much of it: without a place.
            throw new Refused(
                    file, 0, String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        }
    }

    /** Refuses names that nobody reads, which are mostly slips of the pen. @param names with blanks between them */
    public void only(String names) {
        Set<String> known = Set.of(names.split(" "));
        values.forEach((key, value) -> {
            if (!known.contains(key)) {
                throw new Refused(file, lineOf(value), "'" + key + "' is not one of " + names);
            }
        });
    }

    /** Its names, in their order. */
    public Set<String> names() {
        return Collections.unmodifiableSet(values.keySet());
    }

    /** Where it begins. */
    public int line() {
        return line;
    }

    /** Whether there is a value of this name. */
    public boolean has(String key) {
        return values.containsKey(key);
    }

    /** A text that must be there. */
    public String text(String key) {
        String text = scalar(node(key)).strip();
        if (text.isEmpty()) {
            throw new Refused(file, lineOf(node(key)), "'" + key + "' must not be empty");
        }
        return text;
    }

    /** A text, or another one where it is not there. */
    public String text(String key, String otherwise) {
        return has(key) ? scalar(node(key)).strip() : otherwise;
    }

    /** What is read from a text that must be there; an {@link IllegalArgumentException} of the reading becomes the reason. */
    public <T extends @Nullable Object> T read(String key, Function<String, T> reading) {
        String text = text(key);
        try {
            return reading.apply(text);
        } catch (IllegalArgumentException e) {
            throw new Refused(file, lineOf(node(key)), key + " " + e.getMessage());
        }
    }

    /** A list of texts; none where it is not there. */
    public List<String> texts(String key) {
        return has(key) ? sequence(key).stream().map(this::scalar).toList() : List.of();
    }

    /** A mapping that must be there. */
    public YamlMap map(String key) {
        return new YamlMap(file, node(key));
    }

    /** A list of mappings that must be there. */
    public List<YamlMap> maps(String key) {
        List<YamlMap> maps = new ArrayList<>();
        sequence(key).forEach(node -> maps.add(new YamlMap(file, node)));
        return maps;
    }

    /** That it cannot be used. */
    public Refused refused(String reason) {
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
