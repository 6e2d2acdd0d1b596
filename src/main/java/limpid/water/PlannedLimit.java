package limpid.water;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import limpid.measure.Medium;
import limpid.measure.Table;
import limpid.measure.Table.Row;
import limpid.measure.TimeText;
import limpid.station.Registry;
import limpid.water.SectionTarget.OwnLimit;

/**
 * A limit of its own 考核限值 that a plan sets for one item at one section for a span of days; it takes the place of the
 * limit of the section's target class.
 *
 * @param section code of the section
 * @param limit   of the item
 * @param plan    where it is set
 */
public record PlannedLimit(String section, OwnLimit limit, String plan) {
    /** The columns of a table, in the order they are written in. */
    public static final List<String> HEADER = List.of("section", "item", "limit", "from", "to", "plan");

    private static final ItemSet JUDGED = ItemSet.assessment();

    /**
     * Reads a table {@code section,item,limit,from,to,plan}; {@code to} is the last day, empty while it goes on. Limits
     * are in the unit of GB 3838, of dissolved oxygen a lower one.
     *
     * @throws Table.Malformed where a column is unknown or missing, the section is no registered water section, the item
     *     is none of the 21 that are judged or is pH, which has a range, or two limits hold at once; it names line and
     *     column
     */
    public static List<PlannedLimit> read(Table table, Registry registry) {
        table.requireColumns(HEADER, HEADER);
        List<PlannedLimit> limits = table.map(row -> limit(row, registry));
        refuseTwoAtOnce(table, limits);
        return limits;
    }

    private static PlannedLimit limit(Row row, Registry registry) {
        String section = row.required("section");
        if (registry.find(section)
                .filter(station -> station.medium() == Medium.WATER)
                .isEmpty()) {
            throw row.malformed(
                    "section", "no water section '" + section + "' is registered" + registry.meant(section));
        }
        OwnLimit limit = new OwnLimit(
                row.oneOf("item", "item with a limit of its own", judged()),
                row.decimal("limit"),
                row.read("from", "a date such as 2026-01-01", TimeText::date),
                row.optional("to").isEmpty()
                        ? null
                        : row.read("to", "a date such as 2026-12-31, the last day", TimeText::date)
                                .plusDays(1));
        return new PlannedLimit(section, limit, row.required("plan"));
    }

    private static List<String> judged() {
        return JUDGED.codes().stream().filter(code -> !code.equals(Mean.PH)).toList();
    }

    private static void refuseTwoAtOnce(Table table, List<PlannedLimit> limits) {
        Map<String, List<OwnLimit>> bySection = new LinkedHashMap<>();
        for (int i = 0; i < limits.size(); i++) {
            PlannedLimit one = limits.get(i);
            List<OwnLimit> own = bySection.computeIfAbsent(one.section, section -> new ArrayList<>());
            own.add(one.limit);
            try {
                new SectionTarget(one.section, null, own);
            } catch (IllegalArgumentException e) {
                throw table.rows().get(i).malformed("from", String.valueOf(e.getMessage()));
            }
        }
    }

    /** The limits of each section. */
    public static Map<String, List<OwnLimit>> bySection(List<PlannedLimit> limits) {
        Map<String, List<OwnLimit>> bySection = new LinkedHashMap<>();
        limits.forEach(one -> bySection
                .computeIfAbsent(one.section, section -> new ArrayList<>())
                .add(one.limit));
        return bySection;
    }
}
