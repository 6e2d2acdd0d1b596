package limpid.api.people;

import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import limpid.people.Asker;
import limpid.people.IssuedKey;
import limpid.people.Secrets;
import limpid.store.Keys;
import limpid.store.Keys.Kept;

/**
 * The keys that were made, in memory, so that not every request asks the store. A key that another process revokes opens
 * nothing after two seconds, one that this process revokes at once.
 */
@Singleton
final class KeyRing {
    private static final Duration FRESH = Duration.ofSeconds(2);

    private final Keys keys;
    private final InstantSource clock;
    private List<Kept> known = List.of();
    private Instant read = Instant.EPOCH;

    KeyRing(Keys keys, InstantSource clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /** Who holds this key; empty where nobody does, or no more. Takes the same time for every wrong key. */
    Optional<Asker> find(String candidate) {
        byte[] digest = Secrets.digest(candidate);
        Instant now = clock.instant();
        Optional<Asker> found = Optional.empty();
        for (Kept kept : fresh(now)) {
            if (MessageDigest.isEqual(kept.digest(), digest) && kept.key().isValid(now)) {
                found = Optional.of(kept.key()).map(IssuedKey::asker);
            }
        }
        return found;
    }

    private synchronized List<Kept> fresh(Instant now) {
        if (now.isAfter(read.plus(FRESH)) || now.isBefore(read)) {
            known = keys.all();
            read = now;
        }
        return known;
    }

    /** They changed. */
    synchronized void forget() {
        read = Instant.EPOCH;
    }
}
