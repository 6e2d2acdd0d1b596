package limpid.api.reading;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import limpid.api.http.Problem;
import limpid.api.http.Problem.Type;
import limpid.measure.Parameter;
import limpid.measure.Parameters;
import org.jspecify.annotations.Nullable;

/** What somebody says that the values of a message meant: other names, and values in another unit. Without either it is the message as it is. */
final class Meaning implements UnaryOperator<byte[]> {
    private static final String VALUES = "values";
    private static final String FLAGS = "flags";

    private final ObjectMapper json;
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, BigDecimal> factors = new HashMap<>();
    private final Set<String> unused = new TreeSet<>();

    /** @throws Problem.Exception where a name is no parameter's, or a factor is not above 0 */
    Meaning(
            ObjectMapper json,
            @Nullable Map<String, @Nullable String> names,
            @Nullable Map<String, @Nullable BigDecimal> factors) {
        this.json = json;
        if (names != null) {
            names.forEach((sent, meant) -> this.names.put(sent, known(sent, meant)));
        }
        if (factors != null) {
            factors.forEach((sent, factor) -> this.factors.put(sent, positive(sent, factor)));
        }
        unused.addAll(this.names.keySet());
        unused.addAll(this.factors.keySet());
    }

    private static String known(String sent, @Nullable String meant) {
        return Optional.ofNullable(meant)
                .flatMap(Parameters.standard()::byCode)
                .map(Parameter::code)
                .orElseThrow(() -> bad("names", "'" + sent + "' cannot mean '" + meant + "', which is no parameter"));
    }

    private static BigDecimal positive(String sent, @Nullable BigDecimal factor) {
        if (factor == null || factor.signum() <= 0 || factor.precision() > 20 || Math.abs(factor.scale()) > 20) {
            throw bad("factors", "'" + sent + "' is multiplied by a number above 0, not " + factor);
        }
        return factor;
    }

    private static Problem.Exception bad(String member, String reason) {
        return new Problem.Exception(Type.BAD_REQUEST, member + ": " + reason, Map.of("member", member));
    }

    /**
     * The message as it was meant.
     *
     * @throws Problem.Exception where it is no JSON, has no such value, or two of its values would have one name
     */
    @Override
    public byte[] apply(byte[] message) {
        if (names.isEmpty() && factors.isEmpty()) {
            return message;
        }
        try {
            JsonNode tree = reader().readTree(message);
            for (JsonNode one : tree.isArray() ? tree : json.createArrayNode().add(tree)) {
                if (one instanceof ObjectNode object) {
                    changed(object, VALUES);
                    changed(object, FLAGS);
                }
            }
            if (!unused.isEmpty()) {
                throw bad("names", "the message has no value " + String.join(", ", unused));
            }
            return json.writeValueAsBytes(tree);
        } catch (IOException | NumberFormatException e) {
            // The bytes are in memory: they are no JSON, in no encoding of it, or hold a number of too many digits in
            // its exponent.
            throw new Problem.Exception(
                    Type.CONTRADICTION, "only a message of JSON can be given another meaning", Map.of());
        }
    }

    /** With digits as they were sent. */
    private ObjectReader reader() {
        return json.reader().with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    }

    private void changed(ObjectNode message, String member) {
        if (!(message.get(member) instanceof ObjectNode sent)) {
            return;
        }
        ObjectNode meant = json.createObjectNode();
        sent.properties().forEach(value -> {
            String name = names.getOrDefault(value.getKey(), value.getKey());
            if (meant.has(name)) {
                throw bad("names", "the message has two values that would be " + name);
            }
            BigDecimal factor = factors.get(value.getKey());
            meant.set(
                    name,
                    factor == null || !member.equals(VALUES) ? value.getValue() : times(value.getValue(), factor));
            unused.remove(value.getKey());
        });
        message.set(member, meant);
    }

    private JsonNode times(JsonNode value, BigDecimal factor) {
        if (value instanceof ArrayNode several) {
            ArrayNode all = json.createArrayNode();
            several.forEach(one -> all.add(times(one, factor)));
            return all;
        }
        return value.isNumber()
                ? json.getNodeFactory().numberNode(value.decimalValue().multiply(factor))
                : value;
    }
}
