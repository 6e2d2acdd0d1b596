package limpid.people;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Somebody who may sign in.
 *
 * @param name        by which they sign in; never given to another
 * @param displayName as people read it
 * @param roles       of {@link Role#OF_PERSONS}, at least one
 * @param scope       where they write
 * @param state       whether they may sign in
 */
public record Person(String name, String displayName, List<String> roles, Scope scope, State state) {
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}._-]{1,64}");
    private static final int LONGEST_DISPLAY_NAME = 100;

    /**
     * Refuses what nobody could sign in by.
     *
     * @throws IllegalArgumentException beginning with the name of the member that is wrong
     */
    public Person {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("name: 1 to 64 letters, digits, dots, strokes - and _ are needed");
        }
        if (displayName.isBlank() || displayName.length() > LONGEST_DISPLAY_NAME) {
            throw new IllegalArgumentException("displayName: 1 to " + LONGEST_DISPLAY_NAME + " characters are needed");
        }
        roles = List.copyOf(roles);
        if (roles.isEmpty() || !Role.OF_PERSONS.containsAll(roles)) {
            throw new IllegalArgumentException("roles: one or more of " + String.join(", ", Role.OF_PERSONS));
        }
    }

    /** Whether somebody may sign in. */
    public enum State {
        /** May sign in. */
        ACTIVE,
        /** May not, until an administrator says so. */
        LOCKED,
        /** Has left. The name stays, because the audit names it. */
        CLOSED
    }

    /** Whether they may make persons for all places. */
    public boolean isFirstAdmin() {
        return state == State.ACTIVE && roles.contains(Role.ADMIN) && scope.everywhere();
    }

    /** The same in another state. */
    public Person in(State other) {
        return new Person(name, displayName, roles, scope, other);
    }

    /** As who they ask. */
    public Asker asker(boolean mustChangePassword) {
        return new Asker(Asker.Kind.PERSON, name, displayName, roles, scope.words(), mustChangePassword);
    }
}
