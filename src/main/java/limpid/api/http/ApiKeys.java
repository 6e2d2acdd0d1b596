package limpid.api.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import limpid.people.Asker;
import limpid.people.Role;
import limpid.people.Scope;

/** The keys that may write. Only their SHA-256 is held in memory. */
public final class ApiKeys {
    private static final String FORM = "name:role:key";
    private static final Pattern SENDABLE = Pattern.compile("[!-~]+");
    private static final Pattern TWO_ENTRIES =
            Pattern.compile("[,;|][^:]+:(" + String.join("|", Role.OF_KEYS) + ")(@[^:]*)?:");

    private final List<Key> keys;

    /**
     * The keys of a setting.
     *
     * @param entries one {@code name:role:key} a line or separated by blanks; empty: nobody may write. The role station may
     *     name its stations, {@code name:station@S-1,S-2:key}; without them the name is the code of its station
     * @throws IllegalArgumentException where one is not of that form; it says which, and shows nothing of it but its name
     *     and role
     */
    public ApiKeys(String entries) {
        List<Key> read = new ArrayList<>();
        Set<String> names = new HashSet<>();
        int place = 0;
        for (String entry : entries.split("\\s+")) {
            if (entry.isEmpty()) {
                continue;
            }
            place++;
            Key key = parse(entry, "entry " + place);
            if (!names.add(key.holder.name())) {
                throw new IllegalArgumentException(
                        "entry " + place + ": the name '" + key.holder.name() + "' stands twice");
            }
            read.add(key);
        }
        keys = List.copyOf(read);
    }

    private static Key parse(String entry, String place) {
        String[] parts = entry.split(":", 3);
        if (parts.length < 3) {
            // What has no colon is most likely a key alone, so nothing of it is shown.
            throw new IllegalArgumentException(place + " is not " + FORM);
        }
        String role = parts[1];
        int at = role.indexOf('@');
        String plain = at < 0 ? role : role.substring(0, at);
        if (!Role.OF_KEYS.contains(plain)) {
            throw new IllegalArgumentException(
                    place + " is not " + FORM + ": its role is none of " + String.join(", ", Role.OF_KEYS));
        }
        if (parts[0].isEmpty()) {
            throw new IllegalArgumentException(place + " is not " + FORM + ": its name is empty");
        }
        if (parts[2].isEmpty()) {
            throw new IllegalArgumentException(place + ", '" + parts[0] + "': its key is empty");
        }
        if (!SENDABLE.matcher(parts[2]).matches()) {
            throw new IllegalArgumentException(
                    place + ", '" + parts[0] + "': its key has characters that no header can carry; ASCII only");
        }
        if (TWO_ENTRIES.matcher(parts[2]).find()) {
            throw new IllegalArgumentException(place + ", '" + parts[0]
                    + "': another entry stands in its key; entries stand on lines or between blanks, as in "
                    + "'root:admin:KEY1 lab:analyst:KEY2'");
        }
        return new Key(
                new Holder(parts[0], plain, stations(parts[0], plain, role.substring(plain.length()), place)),
                sha256(parts[2]));
    }

    /** @param named empty, or {@code @} and the codes */
    private static Set<String> stations(String name, String role, String named, String place) {
        if (!role.equals(Role.STATION)) {
            if (!named.isEmpty()) {
                throw new IllegalArgumentException(place + ", '" + name + "': only the role station names stations");
            }
            return Set.of();
        }
        if (named.isEmpty()) {
            return Set.of(name);
        }
        List<String> codes = Arrays.asList(named.substring(1).split(",", -1));
        if (codes.contains("") || new HashSet<>(codes).size() < codes.size()) {
            throw new IllegalArgumentException(
                    place + ", '" + name + "': station@ is followed by codes with commas between them, each once");
        }
        return Set.copyOf(codes);
    }

    /** Whether the setting has a key of this name. */
    public boolean has(String name) {
        return keys.stream().anyMatch(key -> key.holder.name().equals(name));
    }

    /** Who holds this key; empty where nobody does. Takes the same time for every wrong key. */
    public Optional<Holder> find(String candidate) {
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

    /**
     * Whose key it is, and what it may do.
     *
     * @param stations for which it writes, of role station only
     */
    public record Holder(String name, String role, Set<String> stations) {
        /** As who it asks. */
        public Asker asker() {
            Scope scope = role.equals(Role.STATION) ? Scope.ofStations(stations) : Scope.EVERYWHERE;
            return new Asker(Asker.Kind.KEY, name, name, List.of(role), scope.words(), false);
        }
    }

    private static final class Key {
        private final Holder holder;
        private final byte[] sha256;

        Key(Holder holder, byte[] sha256) {
            this.holder = holder;
            this.sha256 = sha256;
        }
    }
}
