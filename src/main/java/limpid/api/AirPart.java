package limpid.api;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import limpid.standard.AirCategories;
import limpid.standard.AirCategories.Category;
import limpid.standard.StandardBook;
import limpid.store.Results.AirIndex;
import limpid.store.Results.Part;
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
    /** Columns of the index itself, after those of the parts. */
    static final List<String> INDEX_COLUMNS = List.of(
            "aqi",
            "level",
            "category",
            "categoryEn",
            "primaryPollutants",
            "valid",
            "reason",
            "leftOut",
            "edition",
            "official",
            "revision",
            "knownFrom");

    private static final String MISSING = "missing";

    static Map<String, AirPart> of(AirIndex index) {
        Map<String, AirPart> parts = new LinkedHashMap<>();
        index.parts().forEach((pollutant, part) -> parts.put(pollutant, of(pollutant, part, index.leftOut())));
        return parts;
    }

    private static AirPart of(String pollutant, Part part, List<String> leftOut) {
        return new AirPart(part.value(), part.iaqi(), reason(pollutant, part, leftOut));
    }

    /** Why a part's concentration or sub-index is not there, null where both are. */
    static @Nullable String reason(String pollutant, Part part, AirIndex index) {
        return reason(pollutant, part, index.leftOut());
    }

    private static @Nullable String reason(String pollutant, Part part, List<String> leftOut) {
        return part.value() != null && part.iaqi() != null ? null : reason(pollutant, leftOut);
    }

    /** Left-out entries begin with the pollutant: {@code PM10:tooFewHours}. */
    static String reason(String pollutant, List<String> leftOut) {
        String item = pollutant.equals("o3Max8h") ? "O3" : pollutant;
        return leftOut.stream()
                .filter(entry -> entry.startsWith(item + ":"))
                .map(entry -> entry.substring(item.length() + 1).trim())
                .findFirst()
                .orElse(MISSING);
    }

    /** Why there is no index, null where there is one. */
    static @Nullable String reason(AirIndex index) {
        String reason = index.reason();
        return index.aqi() == null && reason == null ? MISSING : reason;
    }

    static List<String> columns(List<String> parts) {
        List<String> columns = new ArrayList<>();
        for (String part : parts) {
            columns.add(part);
            columns.add("iaqi_" + part);
        }
        return columns;
    }

    static List<@Nullable Object> cells(List<String> names, Map<String, AirPart> parts) {
        List<@Nullable Object> cells = new ArrayList<>();
        for (String name : names) {
            AirPart part = parts.get(name);
            cells.add(part == null ? null : part.value);
            cells.add(part == null ? null : part.iaqi);
        }
        return cells;
    }

    /** The names of a level, null where there is none. */
    record Level(@Nullable String zh, @Nullable String en) {
        static Level of(AirIndex index) {
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
