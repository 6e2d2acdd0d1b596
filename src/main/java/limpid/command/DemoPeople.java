package limpid.command;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import limpid.people.Passwords;
import limpid.people.Person;
import limpid.people.Person.State;
import limpid.people.Role;
import limpid.people.Scope;
import limpid.store.Persons;

/** The demo's persons: one of each role, with one password, which lies in the data folder, readable by its owner alone. */
final class DemoPeople {
    private static final String BY = "demo";

    private DemoPeople() {}

    /** Makes those who are not there yet. @return their password */
    static String make(Persons persons, Path folder) {
        String password = RandomFile.in(passwordFile(folder));
        String hash = Passwords.hash(password);
        for (String role : Role.OF_PERSONS) {
            Person person = new Person(name(role), "demo " + role, List.of(role), Scope.EVERYWHERE, State.ACTIVE);
            if (persons.find(person.name()).isEmpty()) {
                persons.add(person, hash, false, Instant.now(), BY);
            }
        }
        return password;
    }

    /** Their names, by role. */
    static List<String> names() {
        return Role.OF_PERSONS.stream().map(DemoPeople::name).toList();
    }

    private static String name(String role) {
        return role.toLowerCase(Locale.ROOT);
    }

    private static Path passwordFile(Path folder) {
        return folder.resolve("people.password");
    }
}
