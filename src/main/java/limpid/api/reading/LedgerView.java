package limpid.api.reading;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.Function;
import limpid.api.http.Local;
import limpid.measure.LocalDay;
import limpid.measure.Slots;
import limpid.noise.NoiseHour;
import limpid.noise.NoiseSettings;
import limpid.noise.SpanSource;
import limpid.noise.SpanSource.Source;
import limpid.station.Station;
import limpid.store.Committed;
import limpid.store.Ledger.Clock;
import limpid.store.Ledger.Entry;
import limpid.store.Ledger.Held;
import limpid.store.Ledger.Overlap;
import limpid.store.Ledger.RefusedFor;
import limpid.store.Removals.Removal;
import limpid.store.Span;
import org.jspecify.annotations.Nullable;

/**
 * The account of a station 台账.
 *
 * @param from           slots whose end comes after it are counted
 * @param to             slots whose end does not come after it are counted
 * @param received       stored + duplicate + revised + refused, on the local days of arrival in {@code days}
 * @param removed        of the readings stored, how many of this span were removed afterwards: one-second levels of final
 *                       minutes. {@code stored} counts them still
 * @param lastReceivedAt when the last message of these days arrived; null where none did
 * @param days           local days of arrival, without those on which nothing arrived
 * @param refusals       why, of the messages that last arrived on these days
 * @param slots          what is there and what is missing, by series, and what the arrivals say of the station's clock
 * @param removals       when which of its one-second levels were removed, of spans that reach into this one
 * @param silences       spans longer than two hours, and than two periods of the station, in which nothing of it is there
 * @param overlaps       hours for which a noise point sent both its seconds and its minutes
 */
@Schema(name = "Ledger")
public record LedgerView(
        String station,
        OffsetDateTime from,
        OffsetDateTime to,
        long received,
        long stored,
        long duplicate,
        long revised,
        long refused,
        long removed,
        @Nullable OffsetDateTime lastReceivedAt,
        List<DayView> days,
        List<RefusedForView> refusals,
        List<SlotsView> slots,
        List<RemovalView> removals,
        List<SilenceView> silences,
        Overlaps overlaps) {

    private static final Duration SHORTEST_SILENCE = Duration.ofHours(2);

    /**
     * A silence 静默. What arrives later takes it away.
     *
     * @param from the last end before it, or the beginning of the span
     * @param to   the first end after it, or the end of the span
     */
    @Schema(name = "LedgerSilence")
    public record SilenceView(OffsetDateTime from, OffsetDateTime to, long hours) {
        private static SilenceView of(Span silence) {
            Duration length = Duration.between(silence.fromExclusive(), silence.toInclusive());
            return new SilenceView(
                    Local.time(silence.fromExclusive()), Local.time(silence.toInclusive()), length.toHours());
        }
    }

    /**
     * Hours for which a noise point sent its seconds and, beside them, minutes over the same time. No second counts twice:
     * one of the two stands for the whole hour.
     *
     * @param hours     how many
     * @param bySeconds those for which the seconds stand, because enough of them were collected
     * @param byMinutes those for which the minutes stand
     */
    @Schema(name = "LedgerOverlaps")
    public record Overlaps(int hours, int bySeconds, int byMinutes) {
        static Overlaps of(List<Overlap> overlaps, Function<Instant, NoiseSettings> settingsOfHour) {
            int bySeconds = (int) overlaps.stream()
                    .filter(overlap -> SpanSource.choose(
                                            overlap.seconds(),
                                            overlap.minutes(),
                                            NoiseHour.SECONDS,
                                            settingsOfHour.apply(overlap.end()))
                                    .source()
                            == Source.PARTS)
                    .count();
            return new Overlaps(overlaps.size(), bySeconds, overlaps.size() - bySeconds);
        }
    }

    /**
     * What arrivals say of a station's clock 时钟, of readings that are still there. It changes no figure: each reading stays
     * at the time it is stamped with.
     *
     * @param inStep          readings that arrived within the clock tolerance of their ends
     * @param catchingUp      later than that, for the first time: the station was offline and catches up
     * @param steppedBack     later than that, over readings sent before with other values: its clock jumped back, or it
     *                        corrects; the earlier values are revisions, and the time they were measured in is missing
     * @param leastLagSeconds from its end to the arrival of the reading that came soonest; negative where the clock is
     *                        ahead. What is ahead beyond the tolerance is refused as in-the-future
     * @param mostLagSeconds  the same of the one that came latest
     */
    @Schema(name = "LedgerClock")
    public record ClockView(
            long inStep,
            long catchingUp,
            long steppedBack,
            @Nullable Long leastLagSeconds,
            @Nullable Long mostLagSeconds) {
        private static ClockView of(Clock clock) {
            return new ClockView(
                    clock.inStep(), clock.catchingUp(), clock.steppedBack(), clock.leastLag(), clock.mostLag());
        }
    }

    /**
     * What was refused for one reason; {@code GET rejects?station=} lists the messages.
     *
     * @param reason   stable code, for example {@code in-the-future}: the station's clock is ahead beyond the tolerance
     * @param messages kept whole, each once however often it came
     * @param refusals places in them
     */
    @Schema(name = "LedgerRefusals")
    public record RefusedForView(String reason, long messages, long refusals) {
        private static RefusedForView of(RefusedFor refused) {
            return new RefusedForView(refused.reason(), refused.messages(), refused.refusals());
        }
    }

    /**
     * One-second levels that were removed 秒级声级清理; their minutes stay and are final.
     *
     * @param from     minutes that end after it
     * @param to       minutes that end not after it
     * @param readings how many
     */
    @Schema(name = "LedgerRemoval")
    public record RemovalView(OffsetDateTime from, OffsetDateTime to, int readings, OffsetDateTime removedAt) {
        private static RemovalView of(Removal removal) {
            return new RemovalView(
                    Local.time(removal.span().fromExclusive()),
                    Local.time(removal.span().toInclusive()),
                    removal.readings(),
                    Local.time(removal.removedAt()));
        }
    }

    /** One local day of arrival. */
    @Schema(name = "LedgerDay")
    public record DayView(
            LocalDate day,
            long received,
            long stored,
            long duplicate,
            long revised,
            long refused,
            OffsetDateTime lastReceivedAt) {

        private static DayView of(Entry entry) {
            Committed counts = entry.counts();
            return new DayView(
                    entry.day(),
                    counts.received(),
                    counts.stored(),
                    counts.duplicate(),
                    counts.revised(),
                    counts.refused(),
                    Local.time(entry.lastReceivedAt()));
        }
    }

    /**
     * The slots of one series.
     *
     * @param expected     periods due in the span, while the station was in service and not later than now; null with
     *                     a reason
     * @param present      readings there, those that say "missing" included, and those removed
     * @param removed      how many of these were removed, minute by minute
     * @param withoutValue how many of those still there say "missing"
     * @param missing      expected less present; null with a reason
     * @param reason       why nothing can be expected
     * @param lastEnd      end of the newest reading of the series, in the span or not; null where there is none
     */
    @Schema(name = "LedgerSlots")
    public record SlotsView(
            String parameter,
            String period,
            @Nullable Long expected,
            long present,
            long removed,
            long withoutValue,
            @Nullable Long missing,
            @Nullable String reason,
            @Nullable OffsetDateTime lastEnd,
            ClockView clock) {

        private static SlotsView of(Held held, Span due) {
            Long expected = held.period().isZero() ? null : expected(held, due);
            long present = held.present() + held.removed();
            return new SlotsView(
                    held.parameter().code(),
                    held.period().toString(),
                    expected,
                    present,
                    held.removed(),
                    held.withoutValue(),
                    expected == null ? null : Math.max(0, expected - present),
                    expected == null ? "samples have no due times" : null,
                    Local.optionalTime(held.lastEnd()),
                    ClockView.of(held.clock()));
        }

        private static long expected(Held held, Span due) {
            Instant lastEnd = held.lastEnd();
            Instant anyEnd = lastEnd == null
                    ? LocalDay.ofEnd(due.toInclusive(), LocalDay.CHINA).start()
                    : lastEnd;
            return Slots.ending(due.fromExclusive(), due.toInclusive(), held.period(), anyEnd);
        }
    }

    static LedgerView of(
            Station station,
            Span span,
            Span due,
            List<Entry> entries,
            List<RefusedFor> refusals,
            List<Held> held,
            List<Removal> removals,
            List<Span> silences,
            Overlaps overlaps) {
        Committed total = entries.stream().map(Entry::counts).reduce(Committed.NONE, Committed::plus);
        return new LedgerView(
                station.code(),
                Local.time(span.fromExclusive()),
                Local.time(span.toInclusive()),
                total.received(),
                total.stored(),
                total.duplicate(),
                total.revised(),
                total.refused(),
                held.stream().mapToLong(Held::removed).sum(),
                entries.stream()
                        .map(Entry::lastReceivedAt)
                        .max(Instant::compareTo)
                        .map(Local::time)
                        .orElse(null),
                entries.stream().map(DayView::of).toList(),
                refusals.stream().map(RefusedForView::of).toList(),
                held.stream().map(series -> SlotsView.of(series, due)).toList(),
                removals.stream().map(RemovalView::of).toList(),
                silences.stream().map(SilenceView::of).toList(),
                overlaps);
    }

    /** A pause that is no silence yet. */
    static Duration longestPause(Station station) {
        Duration two = station.period().multipliedBy(2);
        return two.compareTo(SHORTEST_SILENCE) > 0 ? two : SHORTEST_SILENCE;
    }

    /** The part of the span in which readings were due: in service, and not after now. */
    static Span due(Station station, Span span, Instant now) {
        LocalDate first = station.inServiceFrom();
        LocalDate last = station.inServiceTo();
        Instant start = first == null
                ? span.fromExclusive()
                : later(span.fromExclusive(), day(station, first).start());
        Instant end = earlier(span.toInclusive(), now);
        end = last == null ? end : earlier(end, day(station, last).end());
        return new Span(start, later(start, end));
    }

    private static LocalDay day(Station station, LocalDate date) {
        return new LocalDay(date, station.zone());
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
