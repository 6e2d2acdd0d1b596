package limpid.api.air;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import limpid.api.http.Addresses;
import limpid.api.http.Arguments;
import limpid.measure.AssessmentPeriod;
import limpid.measure.LocalDay;
import limpid.store.Results.Kind;
import limpid.store.Results.Subject;
import org.jspecify.annotations.Nullable;

/**
 * The names of air results: {@code air-day.station.A-1.2026-03-01} and {@code air-hour.city.Beijing.2026-03-01T24}, an
 * hour being named by its stamp 01 to 24 of the local day.
 */
public final class AirEvidenceIds {
    private static final Pattern ID = Pattern.compile(
            "air-(?<level>day|hour)\\.(?<kind>station|city)\\.(?<code>.+)\\.(?<date>\\d{4}-\\d\\d-\\d\\d)(T(?<hour>\\d\\d))?");

    private AirEvidenceIds() {}

    /**
     * What a name stands for.
     *
     * @param hour stamp 1 to 24; 0 for the day
     */
    record Named(Subject subject, LocalDay day, int hour) {
        /** The end of the hour. */
        Instant end() {
            return day.hourEnd(hour);
        }
    }

    /** The name of a day. */
    static String day(Subject subject, LocalDate date) {
        return "air-day." + word(subject) + "." + subject.code() + "." + date;
    }

    /** The name of an hour. */
    static String hour(Subject subject, Instant end) {
        LocalDay day = LocalDay.ofEnd(end, LocalDay.CHINA);
        int stamp = day.hourEnds().indexOf(end) + 1;
        return "air-hour.%s.%s.%sT%02d".formatted(word(subject), subject.code(), day.date(), stamp);
    }

    /** The address of the days of a period. */
    static String days(Subject subject, AssessmentPeriod period, @Nullable Instant asOf) {
        String known = asOf == null ? "" : "&asOf=" + asOf;
        return "/api/v1/air/days?%s=%s&from=%s&to=%s&limit=%d"
                        .formatted(
                                word(subject),
                                Addresses.encoded(subject.code()),
                                period.startInclusive(),
                                period.lastDay(),
                                period.days())
                + known;
    }

    /** What a name stands for; empty where it is none. */
    static Optional<Named> read(String id) {
        Matcher matcher = ID.matcher(id);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        boolean hourly = matcher.group("level").equals("hour");
        String hour = matcher.group("hour");
        if (hourly != (hour != null)) {
            return Optional.empty();
        }
        int stamp = hour == null ? 0 : Integer.parseInt(hour);
        if (hourly && (stamp < 1 || stamp > 24)) {
            return Optional.empty();
        }
        Subject subject =
                new Subject(Kind.valueOf(matcher.group("kind").toUpperCase(Locale.ROOT)), matcher.group("code"));
        try {
            LocalDay day = new LocalDay(LocalDate.parse(matcher.group("date")), LocalDay.CHINA);
            return Optional.of(new Named(subject, day, stamp));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static String word(Subject subject) {
        return Arguments.word(subject.kind());
    }
}
