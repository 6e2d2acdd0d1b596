package limpid.api.people;

import jakarta.inject.Singleton;
import java.util.Map;
import limpid.api.http.ApiKeys;
import limpid.api.http.Problem;
import limpid.api.http.Problem.Type;
import limpid.store.Keys;
import limpid.store.Persons;

/** Names of persons and keys are one list, because what somebody did is told by the name alone. */
@Singleton
final class Names {
    private final Persons persons;
    private final Keys keys;
    private final ApiKeys set;

    Names(Persons persons, Keys keys, ApiKeys set) {
        this.persons = persons;
        this.keys = keys;
        this.set = set;
    }

    /** Refuses a name that somebody has, or had. */
    void requireFree(String name) {
        if (set.has(name)
                || persons.find(name).isPresent()
                || keys.all().stream().anyMatch(kept -> kept.key().name().equals(name))) {
            throw new Problem.Exception(
                    Type.CONTRADICTION,
                    "the name '" + name + "' is, or was, that of a person or key; names are never given twice",
                    Map.of("member", "name"));
        }
    }
}
