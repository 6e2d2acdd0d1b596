package limpid;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import limpid.decode.ObservationTopic;
import limpid.measure.Medium;
import limpid.people.Role;
import limpid.store.Keys.Kept;

/**
 * Users and rights of Mosquitto 代理用户与主题权限, from the keys: a user for each key of a station that holds, named as the key,
 * with the key as password, who publishes readings, observations and status of the key's stations and nothing else. What the operator's own
 * {@code own.passwd} and {@code own.acl} in the same folder say comes first, such as Limpid's own user.
 */
public final class BrokerFiles {
    private static final String PASSWORDS = "passwd";
    private static final String RIGHTS = "acl";
    private static final String OWN = "own.";
    private static final List<String> LEVELS = List.of("readings", "status");

    private final Path folder;
    private final Function<String, Optional<Medium>> media;

    /** @param media of the registered stations; one that is not registered yet may write in any medium, and its messages wait */
    public BrokerFiles(Path folder, Function<String, Optional<Medium>> media) {
        this.folder = folder;
        this.media = media;
    }

    /**
     * Writes both files where they are not so already; the broker reads them at its next SIGHUP.
     *
     * @return whether one was written
     * @throws IOException where the folder cannot be read or written; the files stay as they were
     */
    public boolean write(List<Kept> keys, Instant now) throws IOException {
        List<Kept> users = keys.stream()
                .filter(kept -> !kept.brokerHash().isEmpty()
                        && kept.key().role().equals(Role.STATION)
                        && kept.key().isValid(now))
                .toList();
        List<String> passwords = own(PASSWORDS);
        List<String> rights = own(RIGHTS);
        for (Kept user : users) {
            String name = user.key().name();
            if (passwords.stream().anyMatch(line -> line.startsWith(name + ":"))) {
                throw new IOException(
                        folder.resolve(OWN + PASSWORDS) + " has the user " + name + ", which is a key too");
            }
            passwords.add(name + ":" + user.brokerHash());
            rights.add("");
            rights.add("user " + name);
            new TreeSet<>(user.key().scope().stations()).forEach(code -> addRights(code, rights));
        }
        boolean written = write(PASSWORDS, passwords);
        return write(RIGHTS, rights) || written;
    }

    private void addRights(String code, List<String> rights) {
        topics(code, media.apply(code)).forEach(topic -> rights.add("topic write " + topic));
    }

    /**
     * Where a station publishes, whichever broker it is.
     *
     * @param medium of the station; one that is not registered yet may write in any
     */
    static List<String> topics(String code, Optional<Medium> medium) {
        List<String> topics =
                new ArrayList<>(List.of(ObservationTopic.ofStation(code).toString()));
        for (Medium one : medium.map(List::of).orElse(List.of(Medium.values()))) {
            for (String level : LEVELS) {
                topics.add("limpid/v1/" + one.code() + "/" + code + "/" + level);
            }
        }
        return topics;
    }

    private List<String> own(String name) throws IOException {
        Path file = folder.resolve(OWN + name);
        return new ArrayList<>(Files.exists(file) ? Files.readAllLines(file) : List.of());
    }

    private boolean write(String name, List<String> lines) throws IOException {
        String text = String.join("\n", lines) + "\n";
        Path file = folder.resolve(name);
        if (Files.exists(file) && Files.readString(file).equals(text)) {
            return false;
        }
        Path fresh = folder.resolve(name + ".new");
        Files.writeString(fresh, text);
        if (!System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows")) {
            Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-r-----"));
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return true;
    }
}
