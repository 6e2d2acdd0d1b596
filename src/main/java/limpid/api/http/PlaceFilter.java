package limpid.api.http;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import java.util.Map;
import limpid.measure.Characters;
import limpid.store.Stations;
import limpid.store.Stations.Place;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a question about a station, city or water body that was never registered, and names the one that may have been
 * meant: the answer would be an empty table, which looks like a place without data. A station is a thing with an address, and
 * one that is not there is 404 in the path and in the query alike; a city or water body is a word in a question, and a wrong
 * one is 400.
 */
@ServerFilter("/api/v1/**")
public final class PlaceFilter implements Ordered {
    /** What a parameter of a question names, where it names a place. */
    public static final Map<String, Place> PARAMETERS = Map.of(
            "station", Place.STATION,
            "section", Place.STATION,
            "city", Place.CITY,
            "district", Place.DISTRICT,
            "river", Place.RIVER,
            "lake", Place.RIVER);

    /**
     * Where other names are asked by: refused messages of stations that are not registered, figures of cities that have
     * reports and no station, rules that a city has before its first station.
     */
    private static final List<String> OF_ANY_NAME = List.of(
            "/api/v1/rejects",
            "/api/v1/programmes",
            "/api/v1/rules",
            "/api/v1/stream",
            "/api/v1/exports/programme-checks");

    private final Stations stations;

    PlaceFilter(Stations stations) {
        this.stations = stations;
    }

    /** After {@link ParameterFilter}. */
    @Override
    public int getOrder() {
        return ServerFilterPhase.SECURITY.after() + 2;
    }

    /** Goes on where all places are known. */
    @RequestFilter
    @ExecuteOn(TaskExecutors.BLOCKING)
    @Nullable
    HttpResponse<?> check(HttpRequest<?> request) {
        if (request.getMethod() != HttpMethod.GET || OF_ANY_NAME.stream().anyMatch(request.getPath()::startsWith)) {
            return null;
        }
        for (Map.Entry<String, List<String>> parameter : request.getParameters()) {
            Place place = PARAMETERS.get(parameter.getKey());
            String name = place == null ? null : parameter.getValue().getFirst();
            if (place != null && name != null && !stations.has(place, name)) {
                return unknown(parameter.getKey(), place, name).answer(request);
            }
        }
        return null;
    }

    private Problem.Exception unknown(String parameter, Place place, String name) {
        String meant = nearest(stations, place, name);
        String shown = Characters.shown(name);
        return place == Place.STATION
                ? Problem.unknownStation(shown, meant)
                : Problem.badParameter(parameter, shown, expected(place) + meant);
    }

    /** What may have been meant, as the end of a sentence; empty where nothing is near. */
    public static String nearest(Stations stations, Place place, String name) {
        return stations.nearest(place, name)
                .filter(near -> !near.equals(name))
                .map(near -> "; did you mean '" + near + "'?")
                .orElse("");
    }

    private static String expected(Place place) {
        return switch (place) {
            case STATION -> "the code of a registered station";
            case CITY -> "a city that has stations";
            case DISTRICT -> "a district that has stations";
            case RIVER -> "a water body that has sections";
        };
    }
}
