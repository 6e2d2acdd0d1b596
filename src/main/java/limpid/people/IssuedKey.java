package limpid.people;

import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A key of a program, without the key.
 *
 * @param name      never given to another
 * @param role      of {@link Role#OF_KEYS}
 * @param scope     where it writes; of role station some stations
 * @param createdBy who made it
 * @param expiresAt from when it opens nothing; null for never
 * @param revokedAt when it was taken back; null for not
 * @param revokedBy who took it back
 */
public record IssuedKey(
        String name,
        String role,
        Scope scope,
        Instant createdAt,
        String createdBy,
        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt,
        @Nullable String revokedBy) {
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}._-]{1,64}");

    /**
     * Refuses what could open nothing, or too much.
     *
     * @throws IllegalArgumentException beginning with the name of the member that is wrong
     */
    public IssuedKey {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("name: 1 to 64 letters, digits, dots, strokes - and _ are needed");
        }
        if (!Role.OF_KEYS.contains(role)) {
            throw new IllegalArgumentException("role: one of " + String.join(", ", Role.OF_KEYS));
        }
        if (role.equals(Role.STATION)
                && (scope.stations().isEmpty() || !scope.equals(Scope.ofStations(scope.stations())))) {
            throw new IllegalArgumentException("scope: a key of role station is for stations, such as station:S-1");
        }
        if (expiresAt != null && !expiresAt.isAfter(createdAt)) {
            throw new IllegalArgumentException("expiresAt: a time to come is needed");
        }
    }

    /** Whether it opens something. */
    public boolean isValid(Instant now) {
        return revokedAt == null && (expiresAt == null || now.isBefore(expiresAt));
    }

    /** As who it asks. */
    public Asker asker() {
        return new Asker(Asker.Kind.KEY, name, name, List.of(role), scope.words(), false);
    }
}
