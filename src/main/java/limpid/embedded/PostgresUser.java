package limpid.embedded;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * As whom PostgreSQL runs: it refuses to run as root.
 *
 * @param prefix what stands before each command
 * @param uid    owner of its files
 */
record PostgresUser(List<String> prefix, int uid) {
    private static final int NOBODY = 65534;

    /**
     * Ourselves as an ordinary user. As root a user namespace of its own, in which root has no rights; where the machine
     * allows none, as in many containers, the user nobody.
     *
     * @throws CannotStart where root can do neither
     */
    static PostgresUser find() {
        int uid = Math.toIntExact(new UnixSystem().getUid());
        if (uid != 0) {
            return new PostgresUser(List.of(), uid);
        }
        if (Command.succeeds(List.of("unshare", "-U", "true"))) {
            return new PostgresUser(List.of("unshare", "-U"), uid);
        }
        List<String> asNobody = List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups");
        if (Command.succeeds(with(asNobody, List.of("true")))) {
            return new PostgresUser(asNobody, NOBODY);
        }
        throw new CannotStart(
                "starting PostgreSQL",
                "it refuses to run as root, and neither unshare nor setpriv work here; run as a user");
    }

    /** The command as this user. */
    List<String> command(List<String> command) {
        return with(prefix, command);
    }

    /** Gives it the file, or the folder and all in it, unless it has it already. */
    void own(Path path) {
        try {
            if (!Integer.valueOf(uid).equals(Files.getAttribute(path, "unix:uid"))) {
                try (Stream<Path> all = Files.walk(path)) {
                    for (Path each : (Iterable<Path>) all::iterator) {
                        Files.setAttribute(each, "unix:uid", uid);
                    }
                }
            }
        } catch (IOException e) {
            throw new CannotStart("giving " + path + " to the user of PostgreSQL", e);
        }
    }

    private static List<String> with(List<String> prefix, List<String> command) {
        List<String> whole = new ArrayList<>(prefix);
        whole.addAll(command);
        return List.copyOf(whole);
    }
}
