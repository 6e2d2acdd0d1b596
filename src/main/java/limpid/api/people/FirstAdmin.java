package limpid.api.people;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import limpid.people.Passwords;
import limpid.people.Person;
import limpid.people.Person.State;
import limpid.people.Role;
import limpid.people.Scope;
import limpid.people.Secrets;
import limpid.store.Persons;

/** The way to the first administrator: a token that is told at the start, and opens once, while there is nobody. */
@Singleton
public final class FirstAdmin {
    /** Of the page that takes it. */
    public static final String PATH = "/first-admin";

    private static final Duration VALID = Duration.ofHours(24);
    private static final String BY = "first start";

    private final Persons persons;
    private final InstantSource clock;
    private String token = "";
    private Instant until = Instant.EPOCH;

    FirstAdmin(Persons persons, InstantSource clock) {
        this.persons = persons;
        this.clock = clock;
    }

    /** A new token, which takes the place of an earlier one; empty where somebody is there. */
    public synchronized Optional<String> offer() {
        if (!persons.all().isEmpty()) {
            return Optional.empty();
        }
        token = Secrets.token();
        until = clock.instant().plus(VALID);
        return Optional.of(token);
    }

    /** Whether this is the token, and still opens something. */
    synchronized boolean opens(String candidate) {
        return !token.isEmpty() && clock.instant().isBefore(until) && Secrets.same(token, candidate);
    }

    /**
     * Makes the administrator.
     *
     * @return false where the token opens nothing, or somebody is there
     * @throws IllegalArgumentException beginning with the name of the member that is wrong
     */
    synchronized boolean make(String candidate, String name, String displayName, String password) {
        Person person = new Person(name, displayName, List.of(Role.ADMIN), Scope.EVERYWHERE, State.ACTIVE);
        Passwords.refused(name, password).ifPresent(reason -> {
            throw new IllegalArgumentException("password: " + reason);
        });
        if (!opens(candidate) || !persons.addFirst(person, Passwords.hash(password), clock.instant(), BY)) {
            return false;
        }
        token = "";
        return true;
    }
}
