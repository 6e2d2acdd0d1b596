package limpid.standard;

import java.util.List;
import limpid.measure.Table;
import limpid.measure.Table.Row;

/** The sensitive groups 敏感人群 to name with a pollutant: HJ 633-2026 table 2, from {@code sensitive-groups.csv}. */
public final class SensitiveGroups {
    private static final List<Entry> STANDARD = List.copyOf(
            Table.resource("/limpid/standard/air/sensitive-groups.csv").map(SensitiveGroups::entry));

    private SensitiveGroups() {}

    private static Entry entry(Row row) {
        return new Entry(
                row.required("edition"),
                AirCells.pollutant(row, "pollutant"),
                new Group(row.required("group"), row.required("name_zh"), row.required("name_en")));
    }

    /** The groups of a pollutant; none where the edition has no such table. */
    public static List<Group> of(Edition edition, Pollutant pollutant) {
        return STANDARD.stream()
                .filter(entry -> entry.edition.equals(edition.code()) && entry.pollutant == pollutant)
                .map(Entry::group)
                .toList();
    }

    private record Entry(String edition, Pollutant pollutant, Group group) {}

    /** A group of people. */
    public record Group(String code, String nameZh, String nameEn) {}
}
