package limpid.flow;

import java.util.List;
import java.util.stream.Stream;
import limpid.air.DustColumns;
import limpid.air.DustDeduction.Entry;
import limpid.air.DustOfCity;
import limpid.measure.Medium;
import limpid.measure.Table;
import limpid.measure.Table.Row;
import limpid.store.Stations;
import limpid.store.Stations.Filter;
import limpid.store.Stations.Place;

/** Days of dust as a table, one a line. */
public final class DustTable {
    /** The columns of our own list, which comes back as it went out. */
    public static final List<String> OF_LIST = Stream.concat(
                    DustColumns.REGISTER.header().stream(), Stream.of("entered_by", "known_from"))
            .toList();

    private static final String CITY = "city";

    private final Stations stations;

    /** A reader of tables of cities that have air stations. */
    public DustTable(Stations stations) {
        this.stations = stations;
    }

    /** The entries of a table. @throws Table.Malformed where a line cannot be kept, or two are of the same hours */
    public List<DustOfCity> entries(Table table) {
        table.requireColumns(OF_LIST, DustColumns.REGISTER.required());
        List<DustOfCity> entries = table.map(this::entry);
        table.unique("date", DustTable::hours);
        return entries;
    }

    /** A second line of the same hours would take the place of the first. */
    private static List<Object> hours(Row row) {
        DustOfCity dust = DustColumns.REGISTER.read(row);
        Entry entry = dust.entry();
        return List.of(dust.city(), entry.date(), entry.fromHour(), entry.toHour());
    }

    private DustOfCity entry(Row row) {
        String city = row.name(CITY);
        if (!measuresAir(city)) {
            throw row.malformed(CITY, "no air station of '" + city + "' is registered" + meant(city));
        }
        return DustColumns.REGISTER.read(row);
    }

    /** Whether a city has an air station. */
    public boolean measuresAir(String city) {
        return !stations.list(new Filter(Medium.AIR, city, null, null), 1).isEmpty();
    }

    private String meant(String city) {
        return stations.nearest(Place.CITY, city)
                .filter(near -> !near.equals(city))
                .map(near -> "; did you mean '" + near + "'?")
                .orElse("");
    }
}
