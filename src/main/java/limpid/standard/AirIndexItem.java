package limpid.standard;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import limpid.measure.Table;
import limpid.measure.Table.Row;

/**
 * An item of the air quality index: which mean of a pollutant goes through which column of the {@link BreakpointTable}.
 *
 * @param input  the mean that is taken
 * @param column the column it goes through
 * @param clause where the standard says so; empty where it is a platform's practice
 */
public record AirIndexItem(Pollutant pollutant, Averaging input, Averaging column, String clause) {
    private static final Map<String, List<AirIndexItem>> HOUR =
            read(Table.resource("/limpid/standard/air/realtime-items.csv"));
    private static final Map<String, List<AirIndexItem>> DAY =
            read(Table.resource("/limpid/standard/air/daily-items.csv"));

    private static Map<String, List<AirIndexItem>> read(Table table) {
        Map<String, List<AirIndexItem>> items = new HashMap<>();
        for (Row row : table.rows()) {
            items.computeIfAbsent(key(row.required("edition"), row.required("variant")), key -> new ArrayList<>())
                    .add(item(row));
        }
        items.replaceAll((key, list) -> List.copyOf(list));
        return Map.copyOf(items);
    }

    private static String key(String edition, String variant) {
        return edition + " " + variant;
    }

    private static AirIndexItem item(Row row) {
        return new AirIndexItem(
                AirCells.pollutant(row, "pollutant"),
                AirCells.averaging(row, "input_averaging"),
                AirCells.averaging(row, "column_averaging"),
                row.text("clause"));
    }

    /**
     * The items of the hourly index 实时报: {@code realtime-items.csv}.
     *
     * @param variant {@code text} as the standard says, {@code platform} as the national platform publishes
     * @throws IllegalArgumentException where the edition has no such variant
     */
    public static List<AirIndexItem> hour(Edition edition, String variant) {
        return items(HOUR, edition, variant);
    }

    /**
     * The items of the daily index 日报: {@code daily-items.csv}.
     *
     * @param variant {@code text} as the standard says, {@code platform} as bureaus publish
     * @throws IllegalArgumentException where the edition has no such variant
     */
    public static List<AirIndexItem> day(Edition edition, String variant) {
        return items(DAY, edition, variant);
    }

    private static List<AirIndexItem> items(Map<String, List<AirIndexItem>> book, Edition edition, String variant) {
        List<AirIndexItem> items = book.get(key(edition.code(), variant));
        if (items == null) {
            throw new IllegalArgumentException("no items '" + variant + "' for " + edition.code());
        }
        return items;
    }
}
