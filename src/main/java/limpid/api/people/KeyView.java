package limpid.api.people;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import limpid.api.http.Local;
import limpid.api.http.Page.Lines;
import limpid.people.IssuedKey;
import org.jspecify.annotations.Nullable;

/**
 * A key.
 *
 * @param name      never given to another
 * @param role      what it may do
 * @param scope     where it writes: * for everywhere, city:临江, district:临江/江北, station:S-1
 * @param valid     whether it opens something now
 * @param createdBy who made it
 * @param expiresAt null for never
 * @param revokedAt null for not
 * @param revokedBy who took it back
 * @param key       shown once, when it is made
 */
@Schema(name = "Key")
public record KeyView(
        String name,
        String role,
        List<String> scope,
        boolean valid,
        OffsetDateTime createdAt,
        String createdBy,
        @Nullable OffsetDateTime expiresAt,
        @Nullable OffsetDateTime revokedAt,
        @Nullable String revokedBy,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String key) {
    static final Lines<KeyView> CSV = new Lines<>(
            List.of("name", "role", "scope", "valid", "createdAt", "createdBy", "expiresAt", "revokedAt", "revokedBy"),
            view -> Arrays.asList(
                    view.name,
                    view.role,
                    String.join(" ", view.scope),
                    view.valid,
                    view.createdAt,
                    view.createdBy,
                    view.expiresAt,
                    view.revokedAt,
                    view.revokedBy));

    /** @param secret the key itself, where it was just made */
    static KeyView of(IssuedKey key, Instant now, @Nullable String secret) {
        return new KeyView(
                key.name(),
                key.role(),
                key.scope().words(),
                key.isValid(now),
                Local.time(key.createdAt()),
                key.createdBy(),
                Local.optionalTime(key.expiresAt()),
                Local.optionalTime(key.revokedAt()),
                key.revokedBy(),
                secret);
    }

    /** Leaves the key out. */
    @Override
    public String toString() {
        return "KeyView[" + name + "]";
    }
}
