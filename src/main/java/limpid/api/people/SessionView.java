package limpid.api.people;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import limpid.people.Asker;
import limpid.people.Secrets;
import org.jspecify.annotations.Nullable;

/**
 * Who asks.
 *
 * @param kind               person, key or anonymous
 * @param name               null for anonymous
 * @param displayName        as people read it; null for anonymous
 * @param roles              own ones and all they include; none for anonymous
 * @param scope              where this one writes: * for everywhere, city:临江, district:临江/江北, station:S-1
 * @param csrf               to be sent as X-CSRF-Token with every write; null without a session
 * @param mustChangePassword whether nothing but a new password is taken
 */
@Schema(name = "Session")
public record SessionView(
        String kind,
        @Nullable String name,
        @Nullable String displayName,
        List<String> roles,
        List<String> scope,
        @Nullable String csrf,
        boolean mustChangePassword) {
    static final SessionView ANONYMOUS = new SessionView("anonymous", null, null, List.of(), List.of(), null, false);

    /** @param token of the session; null for a key */
    static SessionView of(Asker asker, @Nullable String token) {
        return new SessionView(
                asker.kind() == Asker.Kind.PERSON ? "person" : "key",
                asker.name(),
                asker.displayName(),
                List.copyOf(asker.roles()),
                asker.scopeWords(),
                token == null ? null : Secrets.csrf(token),
                asker.mustChangePassword());
    }
}
