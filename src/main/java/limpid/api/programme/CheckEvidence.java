package limpid.api.programme;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import limpid.figures.ProgrammeChecks;
import limpid.programme.Indicator;
import limpid.programme.Programme;

/**
 * The evidence of checks, which are named {@code check.model-city-6.泠川市.8b.1.2026-06-10}: programme, city, indicator with
 * its part, which of its targets, and date.
 */
public final class CheckEvidence {
    private static final Pattern ID = Pattern.compile(
            "check\\.(?<programme>[a-z0-9-]+)\\.(?<place>.+)\\.(?<target>[1-9]\\d*)\\.(?<date>\\d{4}-\\d\\d-\\d\\d)");

    private final ProgrammeChecks checks;

    public CheckEvidence(ProgrammeChecks checks) {
        this.checks = checks;
    }

    /** The address of a check's evidence. @param indicator with its part */
    static String address(String programme, String city, String indicator, int target, LocalDate asOf) {
        String id = "check.%s.%s.%s.%d.%s".formatted(programme, city, indicator, target, asOf);
        return "/api/v1/results/" + URLEncoder.encode(id, StandardCharsets.UTF_8) + "/evidence";
    }

    /** The evidence of the check of this name; empty where there is no such check on that date. */
    public Optional<CheckEvidenceView> of(String id) {
        Matcher name = ID.matcher(id);
        return name.matches()
                ? checks.programmes().find(name.group("programme")).flatMap(programme -> of(programme, name))
                : Optional.empty();
    }

    private Optional<CheckEvidenceView> of(Programme programme, Matcher name) {
        String place = name.group("place");
        return programme.indicators().stream()
                .filter(indicator -> place.endsWith("." + indicator.code()))
                .findFirst()
                .flatMap(indicator -> date(name.group("date"))
                        .flatMap(date -> of(programme, indicator, city(place, indicator), name.group("target"), date)));
    }

    private static String city(String place, Indicator indicator) {
        return place.substring(0, place.length() - indicator.code().length() - 1);
    }

    private static Optional<LocalDate> date(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeException e) {
            // A month 13: the same answer as for any other name.
            return Optional.empty();
        }
    }

    private Optional<CheckEvidenceView> of(
            Programme programme, Indicator indicator, String city, String target, LocalDate date) {
        return checks.check(programme, indicator, city, date).stream()
                .filter(check -> target.equals(String.valueOf(check.question().number())))
                .findFirst()
                .map(check -> CheckEvidenceView.of(city, check));
    }
}
