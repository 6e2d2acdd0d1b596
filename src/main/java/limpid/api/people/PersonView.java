package limpid.api.people;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import limpid.api.http.Local;
import limpid.api.http.Page.Lines;
import limpid.people.Person;
import limpid.store.Persons.Account;
import org.jspecify.annotations.Nullable;

/**
 * A person.
 *
 * @param name               by which they sign in; never given to another
 * @param displayName        as people read it
 * @param roles              viewer, stationEngineer, analyst, reviewer, reviewer2, reviewer3, publisher, admin
 * @param scope              where they write: * for everywhere, city:临江, district:临江/江北, station:S-1
 * @param state              active, locked or closed
 * @param mustChangePassword whether they have to choose a password of their own
 * @param lockedUntil        after wrong passwords; null for not
 * @param lastSignIn         null for never
 * @param createdBy          who added them
 * @param password           shown once, where one was made
 */
@Schema(name = "Person")
public record PersonView(
        String name,
        String displayName,
        List<String> roles,
        List<String> scope,
        String state,
        boolean mustChangePassword,
        @Nullable OffsetDateTime lockedUntil,
        @Nullable OffsetDateTime lastSignIn,
        OffsetDateTime createdAt,
        String createdBy,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String password) {
    static final Lines<PersonView> CSV = new Lines<>(
            List.of(
                    "name",
                    "displayName",
                    "roles",
                    "scope",
                    "state",
                    "mustChangePassword",
                    "lockedUntil",
                    "lastSignIn",
                    "createdAt",
                    "createdBy"),
            view -> Arrays.asList(
                    view.name,
                    view.displayName,
                    String.join(" ", view.roles),
                    String.join(" ", view.scope),
                    view.state,
                    view.mustChangePassword,
                    view.lockedUntil,
                    view.lastSignIn,
                    view.createdAt,
                    view.createdBy));

    static PersonView of(Account account) {
        return of(account, null);
    }

    /** @param password that was made */
    static PersonView of(Account account, @Nullable String password) {
        Person person = account.person();
        return new PersonView(
                person.name(),
                person.displayName(),
                person.roles(),
                person.scope().words(),
                person.state().name().toLowerCase(Locale.ROOT),
                account.mustChangePassword(),
                Local.optionalTime(account.lockedUntil()),
                Local.optionalTime(account.lastSignIn()),
                Local.time(account.createdAt()),
                account.createdBy(),
                password);
    }

    /** Leaves the password out. */
    @Override
    public String toString() {
        return "PersonView[" + name + "]";
    }
}
