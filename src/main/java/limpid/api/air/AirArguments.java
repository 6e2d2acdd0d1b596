package limpid.api.air;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import limpid.air.AirBasis;
import limpid.air.AirSettings.Ties;
import limpid.api.http.Arguments;
import limpid.api.http.Problem;
import limpid.measure.AssessmentPeriod;
import limpid.standard.Edition;
import limpid.standard.StandardBook;
import org.jspecify.annotations.Nullable;

/** Reads what questions about air ask by: periods, editions, ties. */
public final class AirArguments {
    /** With what an evaluation is compared. */
    public static final List<String> COMPARISONS = List.of("previousYear");

    private static final String BASES = "in-force, 2012, 2026-transition or 2026-final, several with commas";
    private static final String INDEX =
            "a basis (in-force, 2012, 2026-transition, 2026-final) or the label of an index "
                    + "edition such as 'HJ 633-2026'";
    private static final int LONGEST_YEARS = 11;

    private AirArguments() {}

    /** The period asked for, either by its name or by its first and last local date. */
    public static AssessmentPeriod period(
            @Nullable AssessmentPeriod period, @Nullable String from, @Nullable String to) {
        if (period != null) {
            if (from != null || to != null) {
                throw Problem.badParameter("period", period.name(), "either period, or from and to");
            }
            return period;
        }
        if (from == null || to == null) {
            throw Problem.badParameter(
                    from == null ? "from" : "to",
                    "",
                    "a local date such as 2026-03-01; or period: "
                            + AssessmentPeriod.expected(AssessmentPeriod.PUBLISHED));
        }
        return span(Arguments.date("from", from), Arguments.date("to", to));
    }

    private static AssessmentPeriod span(LocalDate first, LocalDate last) {
        if (last.isBefore(first)) {
            throw Problem.badParameter("to", last.toString(), "a date that is not before from=" + first);
        }
        if (ChronoUnit.YEARS.between(first, last) >= LONGEST_YEARS) {
            throw Problem.badParameter("to", last.toString(), "a date at most " + LONGEST_YEARS + " years after from");
        }
        return AssessmentPeriod.between(first, last.plusDays(1));
    }

    /** By which texts to judge, each once, in the order asked for; those in force where nothing is said. */
    static List<AirBasis> bases(@Nullable String text) {
        List<AirBasis> bases = new ArrayList<>();
        for (String word : text == null ? List.of(AirBasis.IN_FORCE.code()) : Arrays.asList(text.split(",", -1))) {
            AirBasis basis = AirBasis.named(word).orElseThrow(() -> Problem.badParameter("edition", word, BASES));
            if (!bases.contains(basis)) {
                bases.add(basis);
            }
        }
        return bases;
    }

    /** By which texts to judge, one set; those in force where nothing is said. */
    public static AirBasis basis(@Nullable String text) {
        List<AirBasis> bases = bases(text);
        if (bases.size() != 1) {
            throw Problem.badParameter(
                    "edition", String.valueOf(text), "one of in-force, 2012, 2026-transition, 2026-final");
        }
        return bases.getFirst();
    }

    /** The edition of HJ 633 to judge hours or days by; null for the one in force on each. */
    public static @Nullable Edition index(@Nullable String text) {
        if (text == null || text.equals(AirBasis.IN_FORCE.code())) {
            return null;
        }
        Optional<Edition> named = AirBasis.named(text).flatMap(basis -> basis.index(LocalDate.EPOCH));
        return named.or(() -> StandardBook.standard().editions().stream()
                        .filter(edition -> edition.subject().equals("air-index")
                                && edition.label().equals(text))
                        .findFirst())
                .orElseThrow(() -> Problem.badParameter("edition", text, INDEX));
    }

    /** How equal figures are ranked; the usual way where nothing is said. */
    static Ties ties(@Nullable String text, Ties usual) {
        if (text == null) {
            return usual;
        }
        return Arrays.stream(Ties.values())
                .filter(ties -> Arguments.word(ties).equals(text))
                .findFirst()
                .orElseThrow(() -> Problem.badParameter(
                        "ties",
                        text,
                        Arrays.stream(Ties.values())
                                        .map(ties -> ties.name().toLowerCase(Locale.ROOT))
                                        .collect(Collectors.joining(" (1, 1, 3) or "))
                                + " (1, 1, 2)"));
    }

    /** Whether the same span one year earlier is wanted beside. */
    static boolean comparesPreviousYear(@Nullable String text) {
        if (text != null && !COMPARISONS.contains(text)) {
            throw Problem.badParameter("compare", text, "previousYear, or nothing");
        }
        return text != null;
    }
}
