package limpid.programme;

/** A check of a city, as lists of checks have it. */
public record CityCheck(String city, Check check) {
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
}
