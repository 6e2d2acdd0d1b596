package limpid.api.air;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import limpid.air.AirReport;
import limpid.air.AirReport.Part;
import limpid.standard.AirCategories;
import limpid.standard.AirCategories.Category;
import limpid.standard.Pollutant;
import limpid.standard.StandardBook;
import org.jspecify.annotations.Nullable;

/**
 * A pollutant's part in an hour or a day of air.
 *
 * @param value  concentration, ug/m3 (CO mg/m3); null with a reason
 * @param iaqi   sub-index 空气质量分指数; null with a reason
 * @param reason why value or sub-index is not there
 */
@Schema(name = "AirPart")
public record AirPart(
        @Nullable BigDecimal value,
        @Nullable Integer iaqi,
        @Nullable String reason) {
    private static final String OZONE_DAY = "o3Max8h";
    private static final String MISSING = "missing";

    /** By pollutant; of a day ozone is named after its daily maximum 8-hour mean. */
    static Map<String, AirPart> of(AirReport report, boolean day) {
        Map<String, AirPart> parts = new LinkedHashMap<>();
        report.parts()
                .forEach((pollutant, part) -> parts.put(
                        name(pollutant, day),
                        new AirPart(part.value(), part.iaqi(), reason(pollutant, part, report.leftOut()))));
        return parts;
    }

    /** How a pollutant is named in an hour or a day. */
    static String name(Pollutant pollutant, boolean day) {
        return day && pollutant == Pollutant.O3 ? OZONE_DAY : pollutant.code();
    }

    /** Why a part's concentration or sub-index is not there, null where both are. */
    static @Nullable String reason(Pollutant pollutant, Part part, List<String> leftOut) {
        return part.value() != null && part.iaqi() != null ? null : reason(pollutant, leftOut);
    }

    /** Left-out entries begin with the pollutant: {@code PM10:tooFewHours}. */
    static String reason(Pollutant pollutant, List<String> leftOut) {
        String item = pollutant.code();
        return leftOut.stream()
                .filter(entry -> entry.startsWith(item + ":"))
                .map(entry -> entry.substring(item.length() + 1).trim())
                .findFirst()
                .orElse(MISSING);
    }

    /** Why there is no index, null where there is one. */
    static @Nullable String reason(AirReport index) {
        String reason = index.reason();
        return index.aqi() == null && reason == null ? MISSING : reason;
    }

    /** The names of a level, null where there is none. */
    record Level(@Nullable String zh, @Nullable String en) {
        static Level of(AirReport index) {
            return StandardBook.standard()
                    .byCode(index.edition(), "")
                    .map(AirCategories::of)
                    .flatMap(categories -> categories.all().stream()
                            .filter(category ->
                                    Integer.valueOf(category.level()).equals(index.level()))
                            .findFirst())
                    .map(Level::of)
                    .orElse(new Level(null, null));
        }

        private static Level of(Category category) {
            return new Level(category.zh(), category.en());
        }
    }
}
