package limpid.api.people;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Map;
import java.util.Optional;
import limpid.api.http.Askers;
import limpid.api.http.Problem;
import limpid.api.http.Problem.Type;
import limpid.people.Asker;
import limpid.people.Openness;
import limpid.people.Role;
import limpid.store.Stations;
import org.jspecify.annotations.Nullable;

/** Answers questions about media that are not public to those who hold the role viewer. */
@ServerFilter("/api/**")
final class ReadGate implements Ordered {
    private final Openness openness;
    private final Stations stations;

    ReadGate(Openness openness, Stations stations) {
        this.openness = openness;
        this.stations = stations;
    }

    /** Right after it is known who asks. */
    @Override
    public int getOrder() {
        return ServerFilterPhase.SECURITY.after() - 1;
    }

    @RequestFilter
    @ExecuteOn(TaskExecutors.BLOCKING)
    @Nullable
    HttpResponse<?> check(HttpRequest<?> request) {
        if (openness.isAll() || Writes.isWrite(request) || isPublic(request.getPath())) {
            return null;
        }
        Optional<Asker> asker = Askers.of(request);
        if (asker.filter(one -> one.roles().contains(Role.VIEWER)).isPresent()) {
            return null;
        }
        Type type = asker.isPresent() ? Type.FORBIDDEN : Type.UNAUTHENTICATED;
        return Problem.answer(
                request,
                type,
                type.status(),
                "this is not public here; it is answered to those who have signed in, and to keys of role viewer and above",
                Map.of());
    }

    private boolean isPublic(String path) {
        return Openness.station(path)
                .map(code -> stations.find(code)
                        .filter(station ->
                                openness.isPublicMedium(station.medium().code()))
                        .isPresent())
                .orElseGet(() -> openness.isPublic(path));
    }
}
