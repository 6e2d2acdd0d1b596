package limpid.command;

import java.io.PrintWriter;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import limpid.measure.LocalDay;
import limpid.measure.TimeText;
import limpid.people.BrokerHash;
import limpid.people.IssuedKey;
import limpid.people.Scope;
import limpid.people.Secrets;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Keys, for those who keep the machine. */
@Command(name = "key", description = "Keep keys of programs and stations, in LIMPID_DB_URL.")
final class KeyCommands {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Command(name = "add", description = "Make a key and print it, once.")
    int add(
            @Parameters(paramLabel = "NAME", description = "Of the key; never given twice.") String name,
            @Option(
                            names = "--role",
                            paramLabel = "ROLE",
                            required = true,
                            description = "station, viewer, stationEngineer, analyst, reviewer, reviewer2, reviewer3,"
                                    + " publisher or admin.")
                    String role,
            @Option(
                            names = "--scope",
                            paramLabel = "PLACE",
                            required = true,
                            split = ",",
                            description =
                                    "Where it writes: * for everywhere, city:NAME, district:CITY/NAME, station:CODE;"
                                            + " of role station only stations.")
                    List<String> places,
            @Option(
                            names = "--expires",
                            paramLabel = "TIME",
                            description = "A time with its offset, or a local date for its 00:00.")
                    @Nullable
                    String expires) {
        IssuedKey key = key(name, role, Desk.scope(places), expires == null ? null : time(expires));
        Desk desk = Desk.open();
        desk.requireFree(name);
        String secret = Secrets.token();
        desk.keys().add(key, Secrets.digest(secret), BrokerHash.of(key, secret));
        desk.note(
                "key add",
                name + " " + role + " " + String.join(",", key.scope().words()));
        say(name + "  " + secret);
        return 0;
    }

    private static IssuedKey key(String name, String role, Scope scope, @Nullable Instant expires) {
        try {
            return new IssuedKey(
                    name, role, scope, Instant.now().truncatedTo(ChronoUnit.MICROS), Desk.user(), expires, null, null);
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    private static Instant time(String text) {
        try {
            return text.indexOf('T') < 0
                    ? new LocalDay(LocalDate.parse(text), LocalDay.CHINA).start()
                    : TimeText.instant(text);
        } catch (DateTimeException e) {
            throw new UsageException("--expires " + text + ": a time such as 2027-01-01T00:00:00+08:00 or a date");
        }
    }

    @Command(name = "list", description = "Print all keys: name, valid or not, role, scope, expiry, revocation.")
    int list() {
        Desk.open().keys().all().forEach(kept -> {
            IssuedKey key = kept.key();
            say(String.join(
                    "\t",
                    key.name(),
                    key.isValid(Instant.now()) ? "valid" : "void",
                    key.role(),
                    String.join(",", key.scope().words()),
                    String.valueOf(key.expiresAt()),
                    String.valueOf(key.revokedAt())));
        });
        return 0;
    }

    @Command(name = "revoke", description = "Take a key back; a running service knows it after two seconds.")
    int revoke(@Parameters(paramLabel = "NAME", description = "Of the key.") String name) {
        Desk desk = Desk.open();
        if (!desk.keys().revoke(name, Instant.now(), Desk.user())) {
            throw new UsageException("no key '" + name + "' holds");
        }
        desk.note("key revoke", name);
        return 0;
    }

    private void say(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
