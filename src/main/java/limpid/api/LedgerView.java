package limpid.api;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import limpid.measure.LocalDay;
import limpid.measure.Slots;
import limpid.station.Station;
import limpid.store.Committed;
import limpid.store.Ledger.Entry;
import limpid.store.Ledger.Held;
import limpid.store.Span;
import org.jspecify.annotations.Nullable;

/**
 * The account of a station 台账.
 *
 * @param from           slots whose end comes after it are counted
 * @param to             slots whose end does not come after it are counted
 * @param received       stored + duplicate + revised + refused, on the local days of arrival in {@code days}
 * @param lastReceivedAt when the last message of these days arrived; null where none did
 * @param days           local days of arrival, without those on which nothing arrived
 * @param slots          what is there and what is missing, by series
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
        @Nullable OffsetDateTime lastReceivedAt,
        List<DayView> days,
        List<SlotsView> slots) {

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
     * @param present      readings there, those that say "missing" included
     * @param withoutValue how many of these say "missing"
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
            long withoutValue,
            @Nullable Long missing,
            @Nullable String reason,
            @Nullable OffsetDateTime lastEnd) {

        private static SlotsView of(Held held, Span due) {
            Long expected = held.period().isZero() ? null : expected(held, due);
            return new SlotsView(
                    held.parameter().code(),
                    held.period().toString(),
                    expected,
                    held.present(),
                    held.withoutValue(),
                    expected == null ? null : Math.max(0, expected - held.present()),
                    expected == null ? "samples have no due times" : null,
                    Local.optionalTime(held.lastEnd()));
        }

        private static long expected(Held held, Span due) {
            Instant lastEnd = held.lastEnd();
            Instant anyEnd = lastEnd == null
                    ? LocalDay.ofEnd(due.toInclusive(), LocalDay.CHINA).start()
                    : lastEnd;
            return Slots.ending(due.fromExclusive(), due.toInclusive(), held.period(), anyEnd);
        }
    }

    static LedgerView of(Station station, Span span, Instant now, List<Entry> entries, List<Held> held) {
        Committed total = entries.stream().map(Entry::counts).reduce(Committed.NONE, Committed::plus);
        Span due = due(station, span, now);
        return new LedgerView(
                station.code(),
                Local.time(span.fromExclusive()),
                Local.time(span.toInclusive()),
                total.received(),
                total.stored(),
                total.duplicate(),
                total.revised(),
                total.refused(),
                entries.stream()
                        .map(Entry::lastReceivedAt)
                        .max(Instant::compareTo)
                        .map(Local::time)
                        .orElse(null),
                entries.stream().map(DayView::of).toList(),
                held.stream().map(series -> SlotsView.of(series, due)).toList());
    }

    /** The part of the span in which readings were due: in service, and not after now. */
    private static Span due(Station station, Span span, Instant now) {
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
