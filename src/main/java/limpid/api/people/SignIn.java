package limpid.api.people;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import limpid.api.guard.Attempts;
import limpid.api.http.Problem;
import limpid.api.http.Problem.Type;
import limpid.people.LockOut;
import limpid.people.Passwords;
import limpid.people.Person.State;
import limpid.people.Secrets;
import limpid.people.Strangers;
import limpid.store.Persons;
import limpid.store.Persons.Account;
import org.jspecify.annotations.Nullable;

/** Looks at passwords, slows down those who guess, and begins sessions. */
@Singleton
final class SignIn {
    private static final String PLACE = "POST /api/v1/session";

    private final Persons persons;
    private final Attempts attempts;
    private final InstantSource clock;
    private final Strangers strangers = new Strangers();

    SignIn(Persons persons, Attempts attempts, InstantSource clock) {
        this.persons = persons;
        this.attempts = attempts;
        this.clock = clock;
    }

    /**
     * Whose name and password these are.
     *
     * @param client by which name its address is counted
     * @throws Problem.Exception where they are nobody's, or one has to wait
     */
    Account check(String client, String name, String password) {
        requireTurn(client, name);
        Optional<Account> found = persons.find(name);
        Instant now = clock.instant();
        found.ifPresentOrElse(
                account -> requireOpen(account.failures(), account.lockedUntil(), now), () -> requireOpen(name, now));
        if (!matches(found, password)) {
            attempts.wrong(client, PLACE);
            found.ifPresentOrElse(
                    account -> persons.countFailure(name, now, LockOut::after), () -> strangers.wrong(name, now));
            throw wrong();
        }
        Account account =
                found.filter(known -> known.person().state() == State.ACTIVE).orElseThrow(SignIn::wrong);
        attempts.right(client, name);
        return account;
    }

    /** One who knows the name and not the password is told the same as one who knows neither, after the same time. */
    private static boolean matches(Optional<Account> account, String password) {
        if (account.isEmpty()) {
            Passwords.lookAtNobodys(password);
            return false;
        }
        return Passwords.matches(password, account.get().password());
    }

    private static Problem.Exception wrong() {
        return new Problem.Exception(Type.WRONG_PASSWORD, "no active person has this name and password", Map.of());
    }

    private void requireTurn(String client, String name) {
        Duration wait = attempts.mustWait(client);
        if (!wait.isZero() && !attempts.knows(client, name)) {
            attempts.unseen(client, PLACE);
            throw Problem.later(
                    Type.WRONG_KEYS,
                    "this address sent too many wrong keys or passwords, so this one was not looked at",
                    wait.plusMillis(999).toSeconds());
        }
    }

    /** A name that is nobody's waits like that of a person. */
    private void requireOpen(String stranger, Instant now) {
        Strangers.Tried tried = strangers.of(stranger);
        requireOpen(tried.failures(), tried.until(), now);
    }

    private static void requireOpen(int failures, @Nullable Instant until, Instant now) {
        if (until != null && now.isBefore(until)) {
            throw Problem.later(
                    Type.LOCKED_OUT,
                    failures + " wrong passwords in a row were sent for this name",
                    Duration.between(now, until).plusMillis(999).toSeconds());
        }
    }

    /** Begins a session of somebody who came by password. @return its token, which is kept nowhere */
    String begin(String name, String address) {
        return begin(name, address, null);
    }

    /** Begins a session. @param idToken of the provider of single sign-on, where it began there */
    String begin(String name, String address, @Nullable String idToken) {
        String token = Secrets.token();
        persons.signIn(name, Secrets.digest(token), clock.instant(), address, idToken);
        return token;
    }

    /** Ends a session. @return the token of the provider where it began there */
    Optional<String> end(String token) {
        byte[] digest = Secrets.digest(token);
        Optional<String> idToken = persons.session(digest).map(Persons.Session::idToken);
        persons.endSession(digest);
        return idToken;
    }

    /** Gives a person a password of their own; all their sessions end. */
    void change(Account account, String password) {
        String name = account.person().name();
        Passwords.refused(name, password).ifPresent(reason -> {
            throw refused("newPassword: " + reason);
        });
        if (Passwords.matches(password, account.password())) {
            throw refused("newPassword: must be another than before");
        }
        persons.setPassword(name, Passwords.hash(password), false);
    }

    private static Problem.Exception refused(String detail) {
        return new Problem.Exception(Type.BAD_REQUEST, detail, Map.of("member", "newPassword"));
    }
}
