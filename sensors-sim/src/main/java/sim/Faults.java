package sim;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import sim.city.Dice;

/**
 * Faults on request. Each is drawn from (seed, station, end), so the same reports meet the same faults in any run.
 *
 * @param dice chance
 * @param shares how often
 * @param longestDelay a late message comes at most this much later
 * @param reorderWindow a reordered message comes at most this much later
 * @param silences when which station sends nothing
 */
public record Faults(Dice dice, Shares shares, Duration longestDelay, Duration reorderWindow, List<Silence> silences) {

    private static final Duration HOUR = Duration.ofHours(1);

    /**
     * Shares between 0 and 1.
     *
     * @param missing of values that are sent as null
     * @param duplicate of messages sent again within an hour
     * @param corrected of messages sent again within an hour with one other value
     * @param late of messages held back up to the longest delay
     * @param reordered of messages held back up to the reorder window
     * @param malformed of messages followed by a malformed one
     */
    public record Shares(
            double missing, double duplicate, double corrected, double late, double reordered, double malformed) {
        /** No fault at all. */
        public static final Shares NONE = new Shares(0, 0, 0, 0, 0, 0);

        /** Checks the bounds. */
        public Shares {
            for (double share : new double[] {missing, duplicate, corrected, late, reordered, malformed}) {
                if (!(share >= 0 && share <= 1)) {
                    throw new IllegalArgumentException("a share is 0 to 1, not " + share);
                }
            }
        }
    }

    /**
     * A station that sends nothing for a while: no report whose end lies in the span.
     *
     * @param station station code
     * @param startExclusive stamps after this
     * @param endInclusive and not after this
     */
    public record Silence(String station, Instant startExclusive, Instant endInclusive) {
        boolean covers(Report report) {
            Instant end = report.endInstant();
            return report.station().equals(station) && end.isAfter(startExclusive) && !end.isAfter(endInclusive);
        }
    }

    /** Copies the list. */
    public Faults {
        silences = List.copyOf(silences);
    }

    /** Nothing ever goes wrong. */
    public static Faults none() {
        return new Faults(new Dice(0), Shares.NONE, HOUR, HOUR, List.of());
    }

    /** What is sent for these reports, in the order it is sent. Held in memory. */
    public List<Sending> sendings(Stream<Report> reports) {
        return reports.flatMap(report -> sendings(report).stream())
                .sorted(Comparator.comparing(Sending::due))
                .toList();
    }

    /** What is sent, sooner or later, for one report; at least one element. */
    public List<Sending> sendings(Report asMeasured) {
        Draw draw = new Draw(asMeasured);
        if (isSilent(asMeasured)) {
            return List.of(new Sending.Withheld(asMeasured.endInstant(), asMeasured));
        }
        Report report = draw.withMissingValues();
        List<Sending> sendings = new ArrayList<>();
        sendings.add(draw.first(report));
        draw.addRepeats(report, sendings);
        return sendings;
    }

    /** Whether the station is silent at the end of the report. */
    public boolean isSilent(Report report) {
        return silences.stream().anyMatch(silence -> silence.covers(report));
    }

    /** The report with the values missing that the faults say are missing, and no other fault. */
    public Report withMissingValues(Report report) {
        return new Draw(report).withMissingValues();
    }

    private final class Draw {
        private final Report report;
        private final Dice own;

        Draw(Report report) {
            this.report = report;
            this.own = dice.with(report.station()).with(report.endInstant().getEpochSecond());
        }

        Report withMissingValues() {
            if (shares.missing() == 0) {
                return report;
            }
            Map<String, List<@Nullable String>> values = new LinkedHashMap<>();
            report.values()
                    .forEach((String parameter, List<@Nullable String> series) ->
                            values.put(parameter, someMissing(parameter, series)));
            return report.withValues(values);
        }

        private List<@Nullable String> someMissing(String parameter, List<@Nullable String> series) {
            Dice each = own.with("missing").with(parameter);
            List<@Nullable String> kept = new ArrayList<>(series);
            for (int i = 0; i < kept.size(); i++) {
                if (each.uniform(i) < shares.missing()) {
                    kept.set(i, null);
                }
            }
            return kept;
        }

        Sending first(Report sent) {
            if (hits("late", shares.late())) {
                return new Sending.Good(after("late", longestDelay), sent, Fault.LATE);
            }
            if (hits("reordered", shares.reordered())) {
                return new Sending.Good(after("reordered", reorderWindow), sent, Fault.REORDERED);
            }
            return new Sending.Good(sent.endInstant(), sent, Fault.NONE);
        }

        void addRepeats(Report sent, List<Sending> sendings) {
            if (hits("duplicate", shares.duplicate())) {
                sendings.add(new Sending.Good(after("duplicate", HOUR), sent, Fault.DUPLICATE));
            }
            if (hits("corrected", shares.corrected())) {
                Report other = corrected(sent);
                sendings.add(new Sending.Good(after("corrected", HOUR), other, Fault.CORRECTED));
            }
            if (hits("malformed", shares.malformed())) {
                sendings.add(new Sending.Malformed(after("malformed", HOUR), sent, malformation()));
            }
        }

        private boolean hits(String what, double share) {
            return own.with(what).uniform(0) < share;
        }

        /** Whole seconds after the end, more than none and at most the longest. */
        private Instant after(String what, Duration longest) {
            long seconds = 1 + (long) (own.with(what).uniform(1) * longest.toSeconds());
            return report.endInstant().plusSeconds(Math.min(seconds, longest.toSeconds()));
        }

        private Malformation malformation() {
            Malformation[] all = Malformation.values();
            return all[(int) (own.with("malformed").uniform(2) * all.length)];
        }

        /** Raises the first value there is by one of its last digits; without any value the report stays as it is. */
        private Report corrected(Report sent) {
            Map<String, List<@Nullable String>> values = new LinkedHashMap<>(sent.values());
            for (Map.Entry<String, List<@Nullable String>> entry : values.entrySet()) {
                List<@Nullable String> series = new ArrayList<>(entry.getValue());
                String first = series.getFirst();
                if (first != null) {
                    BigDecimal number = new BigDecimal(first);
                    series.set(0, number.add(number.ulp()).toPlainString());
                    entry.setValue(series);
                    break;
                }
            }
            return sent.withValues(values);
        }
    }
}
