package limpid.api.reading;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.OffsetDateTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Readings of a station, as the description of the API shows them; {@link limpid.decode.json.JsonDecoder} reads them.
 *
 * @param end    of the period, with its offset
 * @param period ISO 8601, such as PT1H; null for that of the registry
 * @param values by parameter: a number, null where it is due and missing, or an array of consecutive periods of which the last ends at
 *     {@code end}
 * @param flags  by parameter; null where there are none
 */
@Schema(name = "ReadingsMessage")
record ReadingsMessage(
        OffsetDateTime end,
        @Nullable String period,

        @Schema(type = "object", additionalProperties = Schema.AdditionalPropertiesValue.TRUE)
        Map<String, Object> values,

        @Nullable Map<String, String> flags) {}
