package limpid.store.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;
import javax.sql.DataSource;
import limpid.people.Person;
import limpid.people.Person.State;
import limpid.people.Scope;
import limpid.store.Persons;
import org.jspecify.annotations.Nullable;

/** Persons and their sessions in PostgreSQL. */
public final class PostgresPersons implements Persons {
    private static final String KIND = "person";

    private final DataSource database;

    /** Those of this database. */
    public PostgresPersons(DataSource database) {
        this.database = database;
    }

    @Override
    public List<Account> all() {
        return named(null).list(database, PostgresPersons::account);
    }

    @Override
    public Optional<Account> find(String name) {
        return named(name).list(database, PostgresPersons::account).stream().findFirst();
    }

    private static Query named(@Nullable String name) {
        return Query.named("persons").with("name", name);
    }

    @Override
    public void add(Person person, String password, boolean mustChange, Instant at, String by) {
        adding(person, password, mustChange, at, by).update(database);
    }

    @Override
    public boolean addFirst(Person person, String password, Instant at, String by) {
        return change("adding the first person", connection -> {
            if (!all(connection).isEmpty()) {
                return false;
            }
            adding(person, password, false, at, by).update(connection);
            return true;
        });
    }

    private static Query adding(Person person, String password, boolean mustChange, Instant at, String by) {
        return described("addPerson", person)
                .with("password", password)
                .with("mustChange", mustChange)
                .with("at", at)
                .with("by", by);
    }

    private static Query described(String statement, Person person) {
        return Query.named(statement)
                .with("name", person.name())
                .with("displayName", person.displayName())
                .with("roles", person.roles())
                .with("scope", person.scope().words())
                .with("state", word(person.state()));
    }

    @Override
    public Changed change(Person person) {
        return change("changing a person", connection -> {
            List<Person> before = all(connection).stream().map(Account::person).toList();
            if (before.stream().noneMatch(other -> other.name().equals(person.name()))) {
                return Changed.UNKNOWN;
            }
            if (isLastAdmin(person.name(), before) && !person.isFirstAdmin()) {
                return Changed.LAST_ADMIN;
            }
            described("changePerson", person).update(connection);
            if (person.state() != State.ACTIVE) {
                ending(null, person.name(), null).update(connection);
            }
            return Changed.CHANGED;
        });
    }

    private static boolean isLastAdmin(String name, List<Person> persons) {
        List<String> admins =
                persons.stream().filter(Person::isFirstAdmin).map(Person::name).toList();
        return admins.equals(List.of(name));
    }

    private static List<Account> all(Connection connection) throws SQLException {
        return named(null).list(connection, PostgresPersons::account);
    }

    @Override
    public void setPassword(String name, String password, boolean mustChange) {
        change("changing a password", connection -> {
            ending(null, name, null).update(connection);
            return Query.named("setPassword")
                    .with("name", name)
                    .with("password", password)
                    .with("mustChange", mustChange)
                    .update(connection);
        });
    }

    @Override
    public void countFailure(String name, Instant at, IntFunction<Duration> wait) {
        change("counting a wrong password", connection -> {
            for (int failures :
                    Query.named("countFailure").with("name", name).list(connection, row -> row.getInt("failures"))) {
                Duration until = wait.apply(failures);
                if (!until.isZero()) {
                    Query.named("lockPerson")
                            .with("name", name)
                            .with("until", at.plus(until))
                            .update(connection);
                }
            }
            return true;
        });
    }

    @Override
    public void signIn(String name, byte[] digest, Instant at, String address, @Nullable String idToken) {
        change("signing in", connection -> {
            Query.named("noteSignIn").with("name", name).with("at", at).update(connection);
            return Query.named("addSession")
                    .with("digest", digest)
                    .with("person", name)
                    .with("at", at)
                    .with("address", address)
                    .with("idToken", idToken)
                    .update(connection);
        });
    }

    @Override
    public Optional<Session> session(byte[] digest) {
        return Query.named("session")
                .with("digest", digest)
                .list(
                        database,
                        row -> new Session(
                                account(row),
                                Column.instant(row, "began"),
                                Column.instant(row, "seen"),
                                row.getString("id_token")))
                .stream()
                .findFirst();
    }

    @Override
    public void noteSeen(byte[] digest, Instant at) {
        Query.named("noteSeen").with("digest", digest).with("at", at).update(database);
    }

    @Override
    public void endSession(byte[] digest) {
        ending(digest, null, null).update(database);
    }

    @Override
    public void forgetSessions(Instant beganBefore) {
        ending(null, null, beganBefore).update(database);
    }

    private static Query ending(byte @Nullable [] digest, @Nullable String person, @Nullable Instant beganBefore) {
        return Query.named("endSessions")
                .with("digest", digest)
                .with("person", person)
                .with("beganBefore", beganBefore);
    }

    private <T> T change(String operation, Transaction.Work<T> work) {
        return Turn.of(database, KIND, operation, work);
    }

    private static Account account(ResultSet row) throws SQLException {
        return new Account(
                new Person(
                        row.getString("name"),
                        row.getString("display_name"),
                        Column.texts(row, "roles"),
                        Scope.of(Column.texts(row, "scope")),
                        State.valueOf(row.getString("state").toUpperCase(Locale.ROOT))),
                row.getString("password"),
                row.getBoolean("must_change_password"),
                row.getInt("failures"),
                Column.optionalInstant(row, "locked_until"),
                Column.optionalInstant(row, "last_sign_in"),
                Column.instant(row, "created_at"),
                row.getString("created_by"));
    }

    private static String word(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
