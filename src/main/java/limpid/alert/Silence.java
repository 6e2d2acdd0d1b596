package limpid.alert;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import limpid.measure.LocalDay;
import limpid.measure.TimeText;
import org.jspecify.annotations.Nullable;

/**
 * What follows from the lack of readings at an instant: a silent station 失联 and missing water sets 缺测. An alert begins
 * when its time had run out, not when somebody looked, so looking later or more often gives the same one.
 */
public final class Silence {
    private static final Duration LIMIT_HOLDS = Duration.ofHours(24);

    private Silence() {}

    /**
     * What is known of a station.
     *
     * @param city      whose thresholds hold; empty for none
     * @param period    between its readings, longer than zero
     * @param heardAt   when something last arrived, or when it was registered
     * @param lastSet   end of its newest water set; null where there is none
     * @param limitAt   when it last reached a limit of growth; null where it never did
     * @param limit     what happened then; empty where nothing did
     * @param evidence  path of what it sent
     * @param astray    when it last sent a time before it was in service, and which; null where it never did
     * @param fault     when it last told a fault of an instrument, and by which flags; null where it did not lately
     */
    public record Heard(
            String city,
            Duration period,
            Instant heardAt,
            @Nullable Instant lastSet,
            @Nullable Instant limitAt,
            String limit,
            String evidence,
            @Nullable Astray astray,
            @Nullable Fault fault) {
        /** A time before the station was in service. @param at when it came */
        public record Astray(Instant at, Instant stamp) {}

        /** A fault. @param flags as the station sent them */
        public record Fault(Instant at, String flags) {}

        /** A station that reached no limit. */
        public Heard(String city, Duration period, Instant heardAt, @Nullable Instant lastSet, String evidence) {
            this(city, period, heardAt, lastSet, null, "", evidence, null, null);
        }
    }

    /**
     * The alerts of a station after looking.
     *
     * @param active those that held before, of these kinds
     * @return those of them that no longer hold, cleared now, and new ones
     */
    public static List<Alert> look(Heard heard, List<Alert> active, Instant now, AlertSettings settings) {
        List<Alert> found = new ArrayList<>();
        addSilent(heard, now, settings, found);
        addMissing(heard, now, settings, found);
        addLimit(heard, active, now, found);
        addAstray(heard, active, now, found);
        addFault(heard, active, found);
        List<Alert> changed = new ArrayList<>();
        for (Alert before : active) {
            if (found.removeIf(alert -> same(alert, before))) {
                continue;
            }
            changed.add(before.cleared(now));
        }
        changed.addAll(found);
        return changed;
    }

    private static boolean same(Alert one, Alert other) {
        return one.kind().equals(other.kind()) && one.raisedAt().equals(other.raisedAt());
    }

    private static void addSilent(Heard heard, Instant now, AlertSettings settings, List<Alert> found) {
        int periods = settings.silentPeriods();
        Duration least = settings.silentLeast();
        Duration patience = heard.period().multipliedBy(periods);
        Instant since = heard.heardAt().plus(patience.compareTo(least) > 0 ? patience : least);
        if (now.isAfter(since)) {
            found.add(alert(
                    AlertKind.SILENT,
                    since,
                    periods,
                    "nothing since " + TimeText.shown(heard.heardAt(), LocalDay.CHINA),
                    heard));
        }
    }

    private static void addMissing(Heard heard, Instant now, AlertSettings settings, List<Alert> found) {
        Instant last = heard.lastSet();
        if (last == null) {
            return;
        }
        int sets = settings.missingSets();
        Instant since = last.plus(heard.period().multipliedBy(sets)).plus(settings.missingGrace());
        if (now.isAfter(since)) {
            found.add(alert(
                    AlertKind.MISSING_SETS,
                    since,
                    sets,
                    "no set since " + TimeText.shown(last, LocalDay.CHINA),
                    heard));
        }
    }

    private static void addLimit(Heard heard, List<Alert> active, Instant now, List<Alert> found) {
        Instant last = heard.limitAt();
        if (last != null) {
            addLasting(AlertKind.LIMIT_REACHED, last, heard.limit(), heard, active, now, found);
        }
    }

    private static void addAstray(Heard heard, List<Alert> active, Instant now, List<Alert> found) {
        Heard.Astray astray = heard.astray();
        if (astray != null) {
            String stamp = TimeText.shown(astray.stamp(), LocalDay.CHINA);
            addLasting(
                    AlertKind.CLOCK_ASTRAY,
                    astray.at(),
                    stamp + " is before the station was in service",
                    heard,
                    active,
                    now,
                    found);
        }
    }

    /** It begins with the first reading that told it, and ends when none of the last hours does. */
    private static void addFault(Heard heard, List<Alert> active, List<Alert> found) {
        Heard.Fault fault = heard.fault();
        if (fault != null) {
            Alert before = active.stream()
                    .filter(alert -> alert.kind().equals(AlertKind.EQUIPMENT))
                    .findFirst()
                    .orElse(null);
            found.add(new Alert(
                    AlertKind.EQUIPMENT,
                    before == null ? fault.flags() : before.item(),
                    before == null ? fault.at() : before.raisedAt(),
                    null,
                    false,
                    null,
                    null,
                    "readings carry the flag " + fault.flags(),
                    List.of(heard.evidence())));
        }
    }

    /** It holds for a day after the last time, and begins with the first one of them. */
    private static void addLasting(
            String kind, Instant last, String seen, Heard heard, List<Alert> active, Instant now, List<Alert> found) {
        if (!now.isBefore(last.plus(LIMIT_HOLDS))) {
            return;
        }
        Instant since = active.stream()
                .filter(alert -> alert.kind().equals(kind))
                .map(Alert::raisedAt)
                .findFirst()
                .orElse(last);
        found.add(new Alert(kind, "", since, null, false, null, null, seen, List.of(heard.evidence())));
    }

    private static Alert alert(String kind, Instant since, int threshold, String seen, Heard heard) {
        return new Alert(
                kind, "", since, null, false, null, BigDecimal.valueOf(threshold), seen, List.of(heard.evidence()));
    }
}
