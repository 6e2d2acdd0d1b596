package limpid.replay;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import limpid.replay.NationalHours.Key;
import limpid.standard.Pollutant;
import org.jspecify.annotations.Nullable;

/** The hours of all stations as the service answers them over HTTP. */
final class ComputedHours {
    private static final String QUESTION = "/api/v1/air/hours?from=2026-02-27&to=2026-03-02&limit=10000";

    private ComputedHours() {}

    /**
     * An hour as the service judges it.
     *
     * @param rest the greatest sub-index it gives; null where it gives none
     */
    record Computed(
            @Nullable Integer aqi,
            Set<Pollutant> primary,
            @Nullable Integer rest,
            String edition) {}

    /** Reads the list to its end, page by page. */
    static Map<Key, Computed> from(ServiceProcess service) throws IOException, InterruptedException {
        Map<Key, Computed> hours = new HashMap<>();
        for (JsonNode item : service.list(QUESTION)) {
            Key key = new Key(
                    item.get("station").asText(),
                    OffsetDateTime.parse(item.get("end").asText()).toInstant());
            if (hours.put(key, computed(item)) != null) {
                throw new IllegalStateException("listed twice: " + key);
            }
        }
        return hours;
    }

    private static Computed computed(JsonNode item) {
        Set<Pollutant> primary = new HashSet<>();
        item.get("primaryPollutants")
                .forEach(code -> primary.add(Pollutant.of(code.asText()).orElseThrow()));
        Integer rest = null;
        for (JsonNode part : item.get("values")) {
            Integer iaqi = integer(part.get("iaqi"));
            if (iaqi != null && (rest == null || iaqi > rest)) {
                rest = iaqi;
            }
        }
        return new Computed(
                integer(item.get("aqi")), primary, rest, item.get("edition").asText());
    }

    private static @Nullable Integer integer(JsonNode node) {
        return Objects.requireNonNull(node).isNull() ? null : Integer.valueOf(node.intValue());
    }
}
