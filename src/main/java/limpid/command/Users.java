package limpid.command;

import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import limpid.people.Passwords;
import limpid.people.Person;
import limpid.people.Person.State;
import limpid.people.Scope;
import limpid.people.Secrets;
import limpid.store.Persons;
import limpid.store.Persons.Account;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Persons, for those who keep the machine. */
@Command(name = "user", description = "Keep persons who may sign in, in LIMPID_DB_URL.")
final class Users {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Command(name = "add", description = "Add a person; prints a password, which they have to change.")
    int add(
            @Parameters(paramLabel = "NAME", description = "By which they sign in.") String name,
            @Option(
                            names = "--role",
                            paramLabel = "ROLE",
                            required = true,
                            split = ",",
                            description =
                                    "One or more of viewer, stationEngineer, analyst, reviewer, reviewer2, reviewer3,"
                                            + " publisher, admin.")
                    List<String> roles,
            @Option(
                            names = "--scope",
                            paramLabel = "PLACE",
                            required = true,
                            split = ",",
                            description =
                                    "Where they write: * for everywhere, city:NAME, district:CITY/NAME, station:CODE.")
                    List<String> places,
            @Option(names = "--display-name", paramLabel = "TEXT", description = "As people read it.") @Nullable
                    String displayName) {
        Scope scope = Desk.scope(places);
        Person person = person(name, displayName == null ? name : displayName, roles, scope);
        Desk desk = Desk.open();
        desk.requireFree(name);
        String password = Secrets.password();
        desk.persons().add(person, Passwords.hash(password), true, Instant.now(), Desk.user());
        desk.note("user add", name + " " + String.join(",", roles) + " " + String.join(",", scope.words()));
        say(name + "  " + password);
        return 0;
    }

    private static Person person(String name, String displayName, List<String> roles, Scope scope) {
        try {
            return new Person(name, displayName, roles, scope, State.ACTIVE);
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    @Command(name = "list", description = "Print all persons: name, state, roles, scope, last sign-in, display name.")
    int list() {
        for (Account account : Desk.open().persons().all()) {
            Person person = account.person();
            say(String.join(
                    "\t",
                    person.name(),
                    person.state().name().toLowerCase(Locale.ROOT),
                    String.join(",", person.roles()),
                    String.join(",", person.scope().words()),
                    String.valueOf(account.lastSignIn()),
                    person.displayName()));
        }
        return 0;
    }

    @Command(
            name = "reset",
            description = "Give a person a new password, which is printed and which they have to change; ends their"
                    + " sessions and the wait after wrong ones.")
    int reset(@Parameters(paramLabel = "NAME", description = "Of the person.") String name) {
        Desk desk = Desk.open();
        account(desk, name);
        String password = Secrets.password();
        desk.persons().setPassword(name, Passwords.hash(password), true);
        desk.note("user reset", name);
        say(name + "  " + password);
        return 0;
    }

    @Command(name = "lock", description = "Keep a person from signing in and end their sessions.")
    int lock(
            @Parameters(paramLabel = "NAME", description = "Of the person.") String name,
            @Option(names = "--undo", description = "Let them sign in again.") boolean undo,
            @Option(names = "--close", description = "They have left.") boolean close) {
        Desk desk = Desk.open();
        State state = undo ? State.ACTIVE : close ? State.CLOSED : State.LOCKED;
        if (desk.persons().change(account(desk, name).person().in(state)) == Persons.Changed.LAST_ADMIN) {
            throw new UsageException("'" + name + "' is the last active administrator of all places");
        }
        desk.note("user lock", name + " " + state.name().toLowerCase(Locale.ROOT));
        return 0;
    }

    private static Account account(Desk desk, String name) {
        return desk.persons().find(name).orElseThrow(() -> new UsageException("there is no person '" + name + "'"));
    }

    private void say(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
