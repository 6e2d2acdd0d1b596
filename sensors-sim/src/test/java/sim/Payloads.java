package sim;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads payloads the way a receiver would, with a parser that shares nothing with the writer. */
final class Payloads {
    private static final JsonFactory JSON = new JsonFactory();

    private Payloads() {}

    /** A reading as received. */
    record Received(
            String topic,
            String parameter,
            String period,
            OffsetDateTime end,
            @Nullable String value) {}

    static List<Received> read(String topic, String payload) throws IOException {
        List<Received> all = new ArrayList<>();
        try (JsonParser parser = JSON.createParser(payload)) {
            JsonToken first = parser.nextToken();
            if (first == JsonToken.START_OBJECT) {
                object(topic, parser, all);
            } else {
                while (parser.nextToken() == JsonToken.START_OBJECT) {
                    object(topic, parser, all);
                }
            }
            if (parser.nextToken() != null) {
                throw new IOException("more after the end of the payload");
            }
        }
        return all;
    }

    private static void object(String topic, JsonParser parser, List<Received> all) throws IOException {
        String end = "";
        String period = "";
        Map<String, List<@Nullable String>> values = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "end" -> end = parser.getText();
                case "period" -> period = parser.getText();
                case "values" -> values(parser, values);
                default -> parser.skipChildren();
            }
        }
        add(topic, OffsetDateTime.parse(end), period, values, all);
    }

    private static void values(JsonParser parser, Map<String, List<@Nullable String>> values) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            List<@Nullable String> series = new ArrayList<>();
            String parameter = parser.currentName();
            if (parser.nextToken() == JsonToken.START_ARRAY) {
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    series.add(number(parser));
                }
            } else {
                series.add(number(parser));
            }
            values.put(parameter, series);
        }
    }

    private static @Nullable String number(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_NULL -> null;
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getText();
            default -> throw new IOException("not a number: " + parser.getText());
        };
    }

    private static void add(
            String topic,
            OffsetDateTime end,
            String period,
            Map<String, List<@Nullable String>> values,
            List<Received> all) {
        values.forEach((parameter, series) -> {
            for (int i = 0; i < series.size(); i++) {
                Duration before = Duration.parse(period).multipliedBy(series.size() - 1L - i);
                all.add(new Received(topic, parameter, period, end.minus(before), series.get(i)));
            }
        });
    }
}
