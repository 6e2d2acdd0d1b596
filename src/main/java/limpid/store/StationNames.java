package limpid.store;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import limpid.store.Stations.Filter;
import org.jspecify.annotations.Nullable;

/** The codes of stations by their Chinese names, where a name is that of one station alone. Read when the first is asked for. */
public final class StationNames implements UnaryOperator<String> {
    private final Stations stations;
    private @Nullable Map<String, String> codes;

    /** Names of these. */
    public StationNames(Stations stations) {
        this.stations = stations;
    }

    /** The code of a code or name; what is neither, or the name of several, as it is. */
    @Override
    public String apply(String written) {
        Map<String, String> known = codes;
        if (known == null) {
            known = load();
            codes = known;
        }
        return known.getOrDefault(written, written);
    }

    private Map<String, String> load() {
        Map<String, String> known = new HashMap<>();
        Set<String> several = new HashSet<>();
        for (Registered one : stations.list(new Filter(null, null, null, null), Integer.MAX_VALUE)) {
            if (known.put(one.station().nameZh(), one.station().code()) != null) {
                several.add(one.station().nameZh());
            }
        }
        several.forEach(known::remove);
        return known;
    }
}
