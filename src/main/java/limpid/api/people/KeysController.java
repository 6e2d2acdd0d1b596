package limpid.api.people;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import limpid.api.http.Answers;
import limpid.api.http.ApiDescription;
import limpid.api.http.Arguments;
import limpid.api.http.Members;
import limpid.api.http.Page;
import limpid.api.http.Problem;
import limpid.api.http.Problem.Type;
import limpid.api.http.Rights;
import limpid.people.BrokerHash;
import limpid.people.IssuedKey;
import limpid.people.Role;
import limpid.people.Scope;
import limpid.people.Secrets;
import limpid.store.Keys;
import org.jspecify.annotations.Nullable;

/** Keys 密钥 of programs and stations, kept by administrators beside those of LIMPID_API_KEYS: each for their own scope. */
@Controller("/api/v1")
@Secured(Role.ADMIN)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "people")
public class KeysController {
    private final Keys keys;
    private final KeyRing ring;
    private final Names names;
    private final Rights rights;
    private final InstantSource clock;

    KeysController(Keys keys, KeyRing ring, Names names, Rights rights, InstantSource clock) {
        this.keys = keys;
        this.ring = ring;
        this.names = names;
        this.rights = rights;
        this.clock = clock;
    }

    /** The keys that were made here, by name, also those that open nothing any more. Those of LIMPID_API_KEYS are not among them. */
    @Get(uris = {"/keys", "/keys.csv"})
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_CSV})
    @SecurityRequirement(name = ApiDescription.KEY)
    public HttpResponse<Page<KeyView>> list(HttpRequest<?> request) {
        Instant now = clock.instant();
        List<KeyView> views = keys.all().stream()
                .map(kept -> KeyView.of(kept.key(), now, null))
                .toList();
        return Answers.list(request, Page.whole(views, KeyView.CSV));
    }

    /** Makes a key. The answer shows it once; only its SHA-256 is kept. */
    @Post("/keys")
    @SecurityRequirement(name = ApiDescription.KEY)
    public HttpResponse<KeyView> make(@Body KeyRequest body, Authentication holder) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Scope scope = Members.scope(body.scope);
        Instant expiresAt = Arguments.instant("expiresAt", body.expiresAt);
        IssuedKey key = Members.checked(() -> new IssuedKey(
                Members.required("name", body.name),
                Members.required("role", body.role),
                scope,
                now,
                holder.getName(),
                expiresAt,
                null,
                null));
        rights.requireScope(holder, scope);
        names.requireFree(key.name());
        String secret = Secrets.token();
        keys.add(key, Secrets.digest(secret), BrokerHash.of(key, secret));
        ring.forget();
        return HttpResponse.created(KeyView.of(key, now, secret));
    }

    /** Takes a key back; it opens nothing from now on. */
    @Delete("/keys/{name}")
    @Status(HttpStatus.NO_CONTENT)
    @SecurityRequirement(name = ApiDescription.KEY)
    public void revoke(HttpRequest<?> request, String name, Authentication holder) {
        IssuedKey key = keys.all().stream()
                .map(Keys.Kept::key)
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> unknown(name));
        rights.requireScope(holder, key.scope());
        if (!keys.revoke(name, clock.instant(), holder.getName())) {
            throw unknown(name);
        }
        ring.forget();
        Audited.before(request, Map.of("role", key.role(), "scope", key.scope().words()));
    }

    private static Problem.Exception unknown(String name) {
        return new Problem.Exception(Type.UNKNOWN_KEY, "no key '" + name + "' holds", Map.of());
    }

    /**
     * A key that is to be made.
     *
     * @param name      letters, digits, dot, stroke and _
     * @param role      station, viewer, stationEngineer, analyst, reviewer, reviewer2, reviewer3, publisher or admin
     * @param scope     * for everywhere, city:临江, district:临江/江北, station:S-1; of role station only stations
     * @param expiresAt a time with its offset, or a local date for its 00:00; without it the key holds until it is revoked
     */
    @Schema(name = "KeyRequest")
    public record KeyRequest(
            @Nullable String name,
            @Nullable String role,
            @Nullable List<@Nullable String> scope,
            @Nullable String expiresAt) {}
}
