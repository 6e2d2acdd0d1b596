package limpid.people;

import java.io.Serializable;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who asks.
 *
 * @param kind               person or key
 * @param name               unique among persons and keys
 * @param displayName        as people read it
 * @param granted            roles as they were given
 * @param scopeWords         where it writes, as the words of {@link Scope}
 * @param mustChangePassword whether a person has to choose a password before anything else
 */
public record Asker(
        Kind kind,
        String name,
        String displayName,
        List<String> granted,
        List<String> scopeWords,
        boolean mustChangePassword)
        implements Serializable {
    private static final long serialVersionUID = 1;

    /** Keeps its own lists. */
    public Asker {
        granted = List.copyOf(granted);
        scopeWords = List.copyOf(scopeWords);
    }

    /** What asks. */
    public enum Kind {
        /** Somebody who has signed in. */
        PERSON,
        /** A program. */
        KEY
    }

    /** Where it writes. */
    public Scope scope() {
        return Scope.of(scopeWords);
    }

    /** Its roles and all they include. */
    public Set<String> roles() {
        return Role.held(granted);
    }

    /** Whether it hands in readings of named stations and does nothing else. */
    public boolean isStation() {
        return granted.contains(Role.STATION);
    }

    /** The stations it is bound to, in order. */
    public Set<String> stations() {
        return new TreeSet<>(scope().stations());
    }
}
