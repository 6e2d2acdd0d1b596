package limpid;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import java.util.Map;
import limpid.api.http.Problem;
import limpid.api.http.Problem.Type;
import org.jspecify.annotations.Nullable;

/** Answers for an instance that is no api: health and metrics, and where else to ask. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class RoleFilter implements Ordered {
    private final boolean answers;

    RoleFilter(Settings settings) {
        this.answers = settings.instance().is(Role.API);
    }

    @Override
    public int getOrder() {
        return ServerFilterPhase.FIRST.before();
    }

    @RequestFilter
    @Nullable
    HttpResponse<?> refuse(HttpRequest<?> request) {
        String path = request.getPath();
        if (answers || path.equals("/health") || path.startsWith("/health/") || path.equals("/prometheus")) {
            return null;
        }
        return Problem.answer(
                request,
                Type.NO_API,
                Type.NO_API.status(),
                "LIMPID_ROLES of this instance lacks api; ask one that has it",
                Map.of());
    }
}
