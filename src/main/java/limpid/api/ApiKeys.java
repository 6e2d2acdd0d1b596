package limpid.api;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The keys that may write. Only their SHA-256 is held in memory. */
public final class ApiKeys {
    private static final Set<String> ROLES = Set.of(Role.STATION, Role.ANALYST, Role.REVIEWER, Role.ADMIN);

    private final List<Key> keys;

    /**
     * The keys of a setting.
     *
     * @param entries one {@code name:role:key} a line or separated by blanks; empty: nobody may write
     * @throws IllegalArgumentException where one is not {@code name:role:key}; it does not show the key
     */
    public ApiKeys(String entries) {
        keys = Arrays.stream(entries.split("\\s+"))
                .filter(entry -> !entry.isEmpty())
                .map(ApiKeys::parse)
                .toList();
        refuseRepeatedNames();
    }

    private static Key parse(String entry) {
        String[] parts = entry.split(":", 3);
        if (parts.length < 3 || parts[0].isEmpty() || parts[2].isEmpty()) {
            throw new IllegalArgumentException(
                    "LIMPID_API_KEYS: '" + parts[0] + "...' is not name:role:key, separated by blanks or lines");
        }
        if (!ROLES.contains(parts[1])) {
            throw new IllegalArgumentException("LIMPID_API_KEYS: role '" + parts[1] + "' of '" + parts[0]
                    + "' is not station, analyst, reviewer or admin");
        }
        return new Key(new Holder(parts[0], parts[1]), sha256(parts[2]));
    }

    private void refuseRepeatedNames() {
        Set<String> names = new HashSet<>();
        for (Key key : keys) {
            if (!names.add(key.holder.name())) {
                throw new IllegalArgumentException("LIMPID_API_KEYS: '" + key.holder.name() + "' stands twice");
            }
        }
    }

    /** Who holds this key; empty where nobody does. Takes the same time for every wrong key. */
    Optional<Holder> find(String candidate) {
        byte[] digest = sha256(candidate);
        Optional<Holder> found = Optional.empty();
        for (Key key : keys) {
            if (MessageDigest.isEqual(key.sha256, digest)) {
                found = Optional.of(key.holder);
            }
        }
        return found;
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    /** Whose key it is, and what it may do. */
    record Holder(String name, String role) {}

    private static final class Key {
        private final Holder holder;
        private final byte[] sha256;

        Key(Holder holder, byte[] sha256) {
            this.holder = holder;
            this.sha256 = sha256;
        }
    }
}
