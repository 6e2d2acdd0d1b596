package limpid.api.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import limpid.measure.LocalDay;
import limpid.measure.Medium;
import limpid.measure.Parameter;
import limpid.measure.Parameters;
import limpid.measure.Refusal.Reason;
import limpid.measure.TimeText;
import limpid.standard.Edition;
import limpid.standard.StandardBook;
import limpid.station.Station.NoiseNetwork;
import limpid.store.Results.Kind;
import limpid.store.Results.Subject;
import limpid.store.Span;
import org.jspecify.annotations.Nullable;

/** Reads the parameters of a query; what cannot be used becomes a problem that says what was expected. */
public final class Arguments {
    private static final int USUAL_LIMIT = 100;
    /** The most rows of an answer. */
    public static final int GREATEST_LIMIT = 10_000;

    private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");
    private static final String TIME =
            "a time with its offset such as 2026-03-01T01:00:00+08:00, or a local date such as 2026-03-01 "
                    + "(its 00:00 as from, its 24:00 as to)";

    private Arguments() {}

    /**
     * The span asked for; local dates stand for whole days, both included.
     *
     * @param now   the end where none is given
     * @param usual how long it is where no beginning is given
     */
    public static Span span(@Nullable String from, @Nullable String to, Instant now, Duration usual) {
        Instant end = to == null ? now : time("to", to, true);
        Instant start = from == null ? end.minus(usual) : time("from", from, false);
        if (start.isAfter(end)) {
            throw Problem.badParameter("from", String.valueOf(from), "a time that is not after to=" + to);
        }
        return new Span(start, end);
    }

    /** The span asked for when only changed figures are wanted: without bounds of its own it leaves none out. */
    public static Span spanOfChanges(@Nullable String from, @Nullable String to) {
        return span(
                from == null ? EARLIEST.toString() : from, to == null ? LATEST.toString() : to, LATEST, Duration.ZERO);
    }

    /** A local date. */
    public static LocalDate date(String name, String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw Problem.badParameter(name, text, "a local date such as 2026-03-01, which is included");
        }
    }

    /** An instant; a local date stands for its beginning. */
    public static @Nullable Instant instant(String name, @Nullable String text) {
        return text == null ? null : time(name, text, false);
    }

    /** An instant up to which something is meant; a local date stands for its end. */
    public static @Nullable Instant end(String name, @Nullable String text) {
        return text == null ? null : time(name, text, true);
    }

    private static Instant time(String name, String text, boolean endOfDay) {
        try {
            Instant instant = text.indexOf('T') < 0 ? boundary(text, endOfDay) : withOffset(text);
            if (instant.isBefore(EARLIEST) || instant.isAfter(LATEST)) {
                throw Problem.badParameter(name, text, "a time from 1900 to 2199");
            }
            return instant;
        } catch (DateTimeException e) {
            throw Problem.badParameter(name, text, TIME);
        }
    }

    private static Instant boundary(String date, boolean endOfDay) {
        LocalDay day = new LocalDay(LocalDate.parse(date), LocalDay.CHINA);
        return endOfDay ? day.end() : day.start();
    }

    /** A plus sign that was not encoded arrives as a blank. */
    private static Instant withOffset(String text) {
        return TimeText.withOffset(text.replace(' ', '+'))
                .withOffsetSameInstant(ZoneOffset.UTC)
                .toInstant();
    }

    /** How many rows are wanted. */
    public static int limit(@Nullable String text) {
        if (text == null) {
            return USUAL_LIMIT;
        }
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= GREATEST_LIMIT) {
                return limit;
            }
        } catch (NumberFormatException e) {
            throw badLimit(text);
        }
        throw badLimit(text);
    }

    private static Problem.Exception badLimit(String text) {
        return Problem.badParameter("limit", text, "a whole number from 1 to " + GREATEST_LIMIT);
    }

    /** Yes or no; no where nothing is said. */
    public static boolean flag(String name, @Nullable String text) {
        return switch (text) {
            case null -> false;
            case "true" -> true;
            case "false" -> false;
            default -> throw Problem.badParameter(name, text, "true or false");
        };
    }

    /** A medium. */
    public static @Nullable Medium medium(@Nullable String text) {
        return text == null
                ? null
                : Medium.of(text).orElseThrow(() -> Problem.badParameter("medium", text, "air, water or noise"));
    }

    /** A network of noise points. */
    public static NoiseNetwork network(String text) {
        for (NoiseNetwork network : NoiseNetwork.values()) {
            if (word(network).equals(text)) {
                return network;
            }
        }
        throw Problem.badParameter("network", text, "regional, traffic or functional");
    }

    /** A parameter of the published list. */
    public static @Nullable Parameter parameter(@Nullable String text, Parameters parameters) {
        return text == null
                ? null
                : parameters
                        .byCode(text)
                        .orElseThrow(() ->
                                Problem.badParameter("parameter", text, "a code of /api/v1/parameters such as PM2.5"));
    }

    /** The code of an edition of the book, by its code or label. */
    public static @Nullable String edition(@Nullable String text, StandardBook book) {
        if (text == null) {
            return null;
        }
        return book.editions().stream()
                .filter(edition -> edition.label().equals(text))
                .map(Edition::label)
                .findFirst()
                .orElseThrow(() ->
                        Problem.badParameter("edition", text, "a label of /api/v1/editions such as 'HJ 633-2026'"));
    }

    /** What results are about: a station or a city as a whole; null for every station. */
    public static @Nullable Subject subject(@Nullable String station, @Nullable String city) {
        if (station != null && city != null) {
            throw Problem.badParameter("city", city, "either station or city, not both");
        }
        if (station != null) {
            return new Subject(Kind.STATION, station);
        }
        return city == null ? null : new Subject(Kind.CITY, city);
    }

    /** A reason for refusing. */
    public static @Nullable Reason reason(@Nullable String text) {
        if (text == null) {
            return null;
        }
        for (Reason reason : Reason.values()) {
            if (reason.code().equals(text)) {
                return reason;
            }
        }
        String codes = Arrays.stream(Reason.values()).map(Reason::code).collect(Collectors.joining(", "));
        throw Problem.badParameter("reason", text, "one of " + codes);
    }

    /** How a constant is written in answers. */
    public static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
