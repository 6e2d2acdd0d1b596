package limpid.api.people;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import limpid.api.http.Answers;
import limpid.api.http.ApiDescription;
import limpid.api.http.Arguments;
import limpid.api.http.Cursor;
import limpid.api.http.Page;
import limpid.people.Role;
import limpid.store.Audit;
import limpid.store.Audit.Filter;
import org.jspecify.annotations.Nullable;

/** The audit 审计. */
@Controller("/api/v1")
@Secured(Role.ADMIN)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "people")
public class AuditController {
    private static final String LIST = "audit";

    private final Audit audit;

    AuditController(Audit audit) {
        this.audit = audit;
    }

    /**
     * What was done and tried, the newest first: every write and sign-in, also those refused.
     *
     * @param who     only of this person or key
     * @param action  only this one, for example PUT /api/v1/stations/{code}
     * @param refused true: only what was refused; false: only what was done
     * @param from    a time with its offset, or a local date for its 00:00
     * @param to      before this time, or a local date for its 24:00
     * @param limit   at most so many, 1 to 10000, usually 100
     * @param cursor  the {@code next} of the answer before
     */
    @Get(uris = {"/audit", "/audit.csv"})
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_CSV})
    @SecurityRequirement(name = ApiDescription.KEY)
    public HttpResponse<Page<AuditView>> list(
            HttpRequest<?> request,
            @Nullable @QueryValue String who,
            @Nullable @QueryValue String action,
            @Nullable @QueryValue String refused,
            @Nullable @QueryValue String from,
            @Nullable @QueryValue String to,
            @Nullable @QueryValue String limit,
            @Nullable @QueryValue String cursor) {
        Filter filter = new Filter(
                who,
                action,
                refused == null ? null : (Boolean) Arguments.flag("refused", refused),
                Arguments.instant("from", from),
                Arguments.end("to", to));
        return Answers.list(
                request,
                Page.of(
                        audit.list(
                                filter,
                                Cursor.read(LIST, cursor, Long.MAX_VALUE, Long::valueOf),
                                Arguments.limit(limit)),
                        AuditView::of,
                        id -> Cursor.of(LIST, id.toString()),
                        AuditView.CSV));
    }
}
