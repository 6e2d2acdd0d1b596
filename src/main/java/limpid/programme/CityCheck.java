package limpid.programme;

import org.jspecify.annotations.Nullable;

/**
 * A check of a city, as lists of checks have it.
 *
 * @param beside the same under other texts of air than those in force, as a what-if; null where none was asked for, or they
 *               change nothing
 */
public record CityCheck(String city, Check check, @Nullable Check beside) {
    /** With nothing beside it. */
    public CityCheck(String city, Check check) {
        this(city, check, null);
    }

    Check.Question question() {
        return check.question();
    }

    Check.Finding finding() {
        return check.finding();
    }

    Target target() {
        return check.question().target();
    }

    Indicator indicator() {
        return check.question().indicator();
    }

    /** Days left of a running period; null where something else than time is left, or none. */
    @Nullable
    Integer remainingDays() {
        return check.remainingDays();
    }
}
