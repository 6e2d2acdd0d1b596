package limpid.api.http;

import io.micronaut.security.authentication.Authentication;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import limpid.api.http.Problem.Type;
import limpid.measure.Table;
import limpid.measure.Table.Row;
import limpid.people.Asker;
import limpid.people.Scope;
import limpid.station.Station;
import limpid.store.Registered;
import limpid.store.Stations;

/** For which places somebody writes: every route that writes asks before it does, for persons and keys alike. */
@Singleton
public final class Rights {
    private final Stations stations;

    Rights(Stations stations) {
        this.stations = stations;
    }

    /** Refuses a station outside the scope, registered or not. */
    public void requireStation(Authentication holder, String code) {
        Asker asker = Askers.of(holder);
        if (!covers(asker.scope(), code)) {
            throw foreign(asker, "station '" + code + "' is not among them", Map.of());
        }
    }

    /** Refuses a station that lies outside the scope, or is to lie there. */
    public void requireStation(Authentication holder, Station station) {
        Asker asker = Askers.of(holder);
        if (asker.scope().everywhere()) {
            return;
        }
        if (!covers(asker.scope(), station)) {
            throw foreign(asker, "station '" + station.code() + "' lies in " + place(station), Map.of());
        }
        if (stations.registered(station.code()).isPresent()) {
            requireStation(holder, station.code());
        }
    }

    /** Refuses a table with a line of a station outside the scope; nothing of it is taken. */
    public void requireStations(Authentication holder, Table table, String column) {
        requireLines(holder, table, column, scope -> code -> covers(scope, code));
    }

    /** Refuses a table with a line of a city outside the scope; nothing of it is taken. */
    public void requireCities(Authentication holder, Table table, String column) {
        requireLines(holder, table, column, scope -> scope::coversCity);
    }

    private static void requireLines(
            Authentication holder, Table table, String column, Function<Scope, Function<String, Boolean>> covering) {
        Asker asker = Askers.of(holder);
        Scope scope = asker.scope();
        if (scope.everywhere() || !table.columns().contains(column)) {
            return;
        }
        Function<String, Boolean> covers = covering.apply(scope);
        for (Row row : table.rows()) {
            String name = row.text(column);
            if (!covers.apply(name)) {
                throw foreign(
                        asker,
                        "line " + row.line() + " is of '" + name + "', and nothing of the table was taken",
                        Map.of("line", row.line(), "column", column));
            }
        }
    }

    /** Refuses a city that does not lie in the scope as a whole. */
    public void requireCity(Authentication holder, String city) {
        Asker asker = Askers.of(holder);
        if (!asker.scope().coversCity(city)) {
            throw foreign(asker, "city '" + city + "' is not among them", Map.of());
        }
    }

    /** Refuses a scope that is larger than the holder's own. */
    public void requireScope(Authentication holder, Scope scope) {
        Asker asker = Askers.of(holder);
        Scope own = asker.scope();
        if (!own.covers(scope, code -> covers(own, code))) {
            throw foreign(asker, String.join(", ", scope.words()) + " is more than these", Map.of());
        }
    }

    /** Refuses all who do not write for all places. @param why what is asked for is of all places */
    public void requireEverywhere(Authentication holder, String why) {
        Asker asker = Askers.of(holder);
        if (!asker.scope().everywhere()) {
            throw foreign(asker, why, Map.of());
        }
    }

    private boolean covers(Scope scope, String code) {
        return scope.everywhere()
                || scope.stations().contains(code)
                || (!scope.cities().isEmpty() || !scope.districts().isEmpty())
                        && stations.registered(code)
                                .map(Registered::station)
                                .filter(station -> covers(scope, station))
                                .isPresent();
    }

    private static boolean covers(Scope scope, Station station) {
        return scope.coversStation(station.code(), station.city(), station.district());
    }

    private static String place(Station station) {
        return station.city() + (station.district().isEmpty() ? "" : " " + station.district());
    }

    private static Problem.Exception foreign(Asker asker, String why, Map<String, Object> more) {
        Map<String, Object> members = new HashMap<>(more);
        if (asker.isStation()) {
            members.put("stations", asker.stations());
            return new Problem.Exception(
                    Type.FOREIGN_STATION,
                    "this key writes for the stations " + String.join(", ", asker.stations()) + "; " + why,
                    members);
        }
        members.put("scope", asker.scopeWords());
        return new Problem.Exception(
                Type.FOREIGN_PLACE,
                asker.name() + " writes for "
                        + (asker.scopeWords().isEmpty()
                                ? "no place"
                                : asker.scopeWords().stream().collect(Collectors.joining(", ")))
                        + "; " + why,
                members);
    }
}
