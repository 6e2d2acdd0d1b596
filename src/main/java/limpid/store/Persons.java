package limpid.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import limpid.people.Person;
import org.jspecify.annotations.Nullable;

/** Who may sign in, and who has. */
public interface Persons {
    /**
     * All of them, by name.
     *
     * @throws StoreUnavailable where the store cannot be reached; so do all others
     */
    List<Account> all();

    /** The one of this name. */
    Optional<Account> find(String name);

    /**
     * Adds somebody.
     *
     * @param password   as {@link limpid.people.Passwords#hash} made it
     * @param mustChange whether they have to choose another before anything else
     * @param by         who said so
     * @throws Collision where there is one of that name
     */
    void add(Person person, String password, boolean mustChange, Instant at, String by);

    /**
     * Adds somebody where nobody is.
     *
     * @return false where somebody was
     */
    boolean addFirst(Person person, String password, Instant at, String by);

    /** Changes everything but the name; who is no longer active loses their sessions. */
    Changed change(Person person);

    /** The outcome of a change. */
    enum Changed {
        /** It holds. */
        CHANGED,
        /** Nobody is of that name. */
        UNKNOWN,
        /** Nobody would be left who may make persons for all places; nothing was changed. */
        LAST_ADMIN
    }

    /** Gives somebody another password and ends all their sessions. @param password as {@link #add} */
    void setPassword(String name, String password, boolean mustChange);

    /**
     * Counts a wrong password.
     *
     * @param wait how long one has to wait after so many in a row
     */
    void countFailure(String name, Instant at, IntFunction<Duration> wait);

    /**
     * Begins a session.
     *
     * @param digest  of its token
     * @param idToken of the provider of single sign-on; null where somebody came by password
     */
    void signIn(String name, byte[] digest, Instant at, String address, @Nullable String idToken);

    /** The session of this token. */
    Optional<Session> session(byte[] digest);

    /** A session was used. */
    void noteSeen(byte[] digest, Instant at);

    /** Ends a session. */
    void endSession(byte[] digest);

    /** Forgets sessions that began before this. */
    void forgetSessions(Instant beganBefore);

    /**
     * Somebody, with what is not told.
     *
     * @param password    as it is kept
     * @param failures    wrong passwords in a row
     * @param lockedUntil until when no password is looked at; null for not
     * @param lastSignIn  null for never
     */
    record Account(
            Person person,
            String password,
            boolean mustChangePassword,
            int failures,
            @Nullable Instant lockedUntil,
            @Nullable Instant lastSignIn,
            Instant createdAt,
            String createdBy) {
        /** Leaves the password out. */
        @Override
        public String toString() {
            return "Account[" + person + "]";
        }
    }

    /**
     * A session.
     *
     * @param seen    when it was last used, to the minute
     * @param idToken of the provider of single sign-on; null where it began by password
     */
    record Session(
            Account account,
            Instant began,
            Instant seen,
            @Nullable String idToken) {
        /** Leaves the token out. */
        @Override
        public String toString() {
            return "Session[" + account + "]";
        }
    }
}
