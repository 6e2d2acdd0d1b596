package limpid.rollup;

import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import limpid.alert.Alert;
import limpid.alert.AlertSettings;
import limpid.measure.LocalDay;
import limpid.measure.Period;
import limpid.measure.Reading;
import limpid.rule.ByCityAndDate;
import limpid.standard.Edition;
import limpid.standard.StandardBook;
import limpid.station.Station;
import limpid.station.Station.WaterBodyType;
import limpid.store.Claim;
import limpid.store.DirtyPeriod;
import limpid.store.Level;
import limpid.store.SubjectAlert;
import limpid.store.Workbench;
import limpid.store.Workbench.Span;
import limpid.water.EarlyWarning;
import limpid.water.EarlyWarning.Changes;
import limpid.water.EarlyWarning.Key;
import limpid.water.EarlyWarning.Kind;
import limpid.water.EarlyWarning.Limits;
import limpid.water.EarlyWarning.SampleSet;
import limpid.water.EarlyWarning.Warning;
import limpid.water.EarlyWarning.Watch;
import limpid.water.ItemSet;
import limpid.water.SectionTarget;
import limpid.water.SectionTarget.OwnLimit;
import limpid.water.SurfaceWater;
import org.jspecify.annotations.Nullable;

/**
 * The alerts of water sections. They follow from the sections' sets in the order of time and from nothing else: from the
 * first set that changed on they are gone through again until alerts stand as they stood, so a late or corrected set
 * changes exactly the alerts that rest on it. A section with an automatic station is watched by its sets, one without by
 * its manual samples.
 */
final class WaterWarnings {
    private static final int SECTIONS_AT_ONCE = 100;
    private static final Set<String> KINDS =
            List.of(Kind.values()).stream().map(WaterWarnings::code).collect(Collectors.toUnmodifiableSet());

    private final ByCityAndDate<AlertSettings> chosen;

    WaterWarnings(ByCityAndDate<AlertSettings> chosen) {
        this.chosen = chosen;
    }

    private static String code(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Kind kind(Alert alert) {
        return Kind.valueOf(alert.kind().toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** Sets of a section that have changed, each near the next; those far from each other are gone through apart. */
    private record Stretch(Claim claim, Instant first, Instant last) {
        Station station() {
            return claim.station();
        }

        int subjectId() {
            return claim.subjectId();
        }
    }

    /** Brings the alerts of the claimed sections up to date. Their samples must be kept by then. */
    void on(List<Claim> claims, Workbench bench) {
        List<Deque<Stretch>> waiting = new ArrayList<>();
        claims.stream()
                .filter(claim -> SurfaceWater.includes(claim.station()))
                .forEach(claim -> waiting.add(stretches(claim)));
        waiting.removeIf(Deque::isEmpty);
        Map<String, List<OwnLimit>> limits = waiting.isEmpty() ? Map.of() : bench.ownLimits();
        while (!waiting.isEmpty()) {
            List<Stretch> round = waiting.stream().map(Deque::removeFirst).toList();
            for (int from = 0; from < round.size(); from += SECTIONS_AT_ONCE) {
                keep(round.subList(from, Math.min(round.size(), from + SECTIONS_AT_ONCE)), limits, bench);
            }
            waiting.removeIf(Deque::isEmpty);
        }
    }

    private Deque<Stretch> stretches(Claim claim) {
        Deque<Stretch> stretches = new ArrayDeque<>();
        Duration near = farthest(claim.station()).multipliedBy(2);
        claim.periods().stream()
                .filter(period -> period.level() == Level.SAMPLE)
                .map(DirtyPeriod::end)
                .sorted()
                .forEach(end -> {
                    Stretch before = stretches.peekLast();
                    if (before != null && !end.isAfter(before.last().plus(near))) {
                        stretches.removeLast();
                        stretches.add(new Stretch(claim, before.first(), end));
                    } else {
                        stretches.add(new Stretch(claim, end, end));
                    }
                });
        return stretches;
    }

    /** How far a set can be seen from a later one, whatever the date. */
    private Duration farthest(Station station) {
        return chosen.ever(station.city()).stream()
                .map(settings -> lookBack(station, settings))
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** How far back the set before may lie. */
    private static Duration lookBack(Station station, AlertSettings settings) {
        if (station.period().isZero()) {
            return settings.lookBackManual();
        }
        Duration sixPeriods = station.period().multipliedBy(6);
        return sixPeriods.compareTo(settings.lookBack()) > 0 ? sixPeriods : settings.lookBack();
    }

    private void keep(List<Stretch> stretches, Map<String, List<OwnLimit>> limits, Workbench bench) {
        Map<Integer, Instant> since = new HashMap<>();
        stretches.forEach(stretch -> since.put(stretch.subjectId(), stretch.first()));
        Map<Integer, List<Alert>> standing = bench.alertsSince(since, KINDS);
        Map<Integer, Instant> newest = bench.newestSamples(since.keySet());
        List<SubjectAlert> alerts = new ArrayList<>();
        List<Course> open = stretches.stream()
                .map(stretch -> new Course(
                        stretch,
                        limits.getOrDefault(stretch.station().code(), List.of()),
                        standing.getOrDefault(stretch.subjectId(), List.of()),
                        newest.getOrDefault(stretch.subjectId(), stretch.last())))
                .collect(Collectors.toCollection(ArrayList::new));
        for (int far = 1; !open.isEmpty(); far *= 2) {
            readSets(open, far, bench);
            open.removeIf(course -> course.settles(alerts));
        }
        bench.keepAlerts(alerts);
    }

    private void readSets(List<Course> courses, int far, Workbench bench) {
        courses.forEach(course -> course.reachOut(far));
        Map<String, List<Reading>> readings = bench
                .readings(courses.stream().map(Course::span).toList())
                .stream()
                .collect(Collectors.groupingBy(Reading::station));
        courses.forEach(course -> course.take(readings.getOrDefault(course.station.code(), List.of())));
    }

    /** What happens to the alerts of one section from the first changed set on. */
    private final class Course {
        private final Stretch stretch;
        private final Station station;
        private final SectionTarget target;
        private final List<Alert> standing;
        private final Instant newest;
        private final Duration farthest;
        private Instant horizon;
        private List<SampleSet> sets = List.of();

        Course(Stretch stretch, List<OwnLimit> limits, List<Alert> standing, Instant newest) {
            this.stretch = stretch;
            this.station = stretch.station();
            this.target = new SectionTarget(station.code(), station.siting().targetClass(), limits);
            this.standing = standing;
            this.newest = newest;
            this.farthest = farthest(station);
            this.horizon = stretch.last();
        }

        /** Sets after the horizon are judged as they were, because no changed set is within their sight. */
        void reachOut(int far) {
            horizon = stretch.last().plus(farthest.multipliedBy(far));
        }

        Span span() {
            return new Span(
                    stretch.subjectId(),
                    new Period(stretch.first().minus(farthest).minusNanos(1000), horizon));
        }

        void take(List<Reading> readings) {
            NavigableMap<Instant, List<Reading>> byEnd = new TreeMap<>();
            for (Reading reading : readings) {
                if (reading.value() != null
                        && reading.period().length().isZero()
                                == station.period().isZero()) {
                    byEnd.computeIfAbsent(reading.end(), end -> new ArrayList<>())
                            .add(reading);
                }
            }
            sets = byEnd.entrySet().stream()
                    .map(set -> sampleSet(set.getKey(), set.getValue()))
                    .toList();
        }

        /** Adds the course of the alerts; not while those that hold at the horizon are others than before. */
        boolean settles(List<SubjectAlert> alerts) {
            Map<Key, Alert> open = openBefore();
            List<Alert> past = new ArrayList<>();
            for (int i = 0; i < sets.size(); i++) {
                if (!sets.get(i).end().isBefore(stretch.first())) {
                    goThrough(i, open, past);
                }
            }
            Map<Key, Alert> later = holdingAtHorizon();
            if (horizon.isBefore(newest) && !open.keySet().equals(later.keySet())) {
                return false;
            }
            open.forEach(
                    (key, alert) -> past.add(later.containsKey(key) ? alert.cleared(clearedAt(key, later)) : alert));
            addWithdrawn(past);
            past.forEach(alert -> alerts.add(new SubjectAlert(stretch.subjectId(), station.medium(), alert)));
            return true;
        }

        private @Nullable Instant clearedAt(Key key, Map<Key, Alert> later) {
            return Objects.requireNonNull(later.get(key)).clearedAt();
        }

        private Map<Key, Alert> openBefore() {
            Instant before = stretch.first().minusNanos(1000);
            Map<Key, Alert> open = new TreeMap<>();
            standing.stream()
                    .filter(alert -> alert.holdsAfter(before))
                    .forEach(alert -> open.put(key(alert), alert.cleared(null)));
            return open;
        }

        private Map<Key, Alert> holdingAtHorizon() {
            return standing.stream()
                    .filter(alert -> alert.holdsAfter(horizon))
                    .collect(Collectors.toMap(this::key, alert -> alert));
        }

        private Key key(Alert alert) {
            return new Key(station.code(), kind(alert), alert.item());
        }

        /** The set and those before it that are near enough to be compared with. */
        private List<SampleSet> watched(int index, AlertSettings settings) {
            int most = Math.max(2, settings.unchangedRun());
            Instant earliest = sets.get(index).end().minus(lookBack(station, settings));
            return sets.subList(Math.max(0, index + 1 - most), index + 1).stream()
                    .filter(set -> !set.end().isBefore(earliest))
                    .toList();
        }

        private void goThrough(int index, Map<Key, Alert> open, List<Alert> past) {
            Instant end = sets.get(index).end();
            LocalDate date = LocalDay.ofEnd(end, station.zone()).date();
            Optional<Edition> edition = StandardBook.standard().inForce("water-limits", date);
            if (edition.isEmpty()) {
                return;
            }
            AlertSettings settings = chosen.of(station.city(), date);
            List<SampleSet> watched = watched(index, settings);
            Changes changes = EarlyWarning.changes(
                    open.keySet(),
                    EarlyWarning.check(watch(watched, edition.get().code()), limits(settings)));
            changes.cleared()
                    .forEach(key ->
                            past.add(Objects.requireNonNull(open.remove(key)).cleared(end)));
            changes.raised().forEach(warning -> open.put(warning.key(), alert(warning, watched)));
        }

        private Watch watch(List<SampleSet> watched, String edition) {
            WaterBodyType type = station.siting().waterBodyType();
            return new Watch(
                    station.code(),
                    type == null ? WaterBodyType.RIVER : type,
                    target,
                    watched,
                    station.period().isZero() ? ItemSet.assessment() : ItemSet.automatic(),
                    edition,
                    station.zone());
        }

        private Alert alert(Warning warning, List<SampleSet> watched) {
            Instant end = watched.getLast().end();
            return new Alert(
                    code(warning.key().kind()),
                    warning.key().code(),
                    end,
                    null,
                    false,
                    warning.value(),
                    warning.threshold(),
                    warning.seen(),
                    warning.change(),
                    List.of("/api/v1/stations/%s/readings?from=%s&to=%s"
                            .formatted(
                                    URLEncoder.encode(station.code(), StandardCharsets.UTF_8),
                                    watched.getFirst().end().minusSeconds(1),
                                    end)));
        }

        /** Alerts that were raised between the first changed set and the horizon, and now are not. */
        private void addWithdrawn(List<Alert> past) {
            standing.stream()
                    .filter(alert -> !alert.withdrawn()
                            && !alert.raisedAt().isBefore(stretch.first())
                            && !alert.raisedAt().isAfter(horizon))
                    .filter(alert -> past.stream().noneMatch(other -> same(alert, other)))
                    .map(Alert::withdraw)
                    .toList()
                    .forEach(past::add);
        }
    }

    private static Limits limits(AlertSettings settings) {
        return new Limits(settings.classFell(), settings.jumpFactor(), settings.unchangedRun());
    }

    private static boolean same(Alert one, Alert other) {
        return one.kind().equals(other.kind())
                && one.item().equals(other.item())
                && one.raisedAt().equals(other.raisedAt());
    }

    /** A flag that lets a value into means hides nothing, but a detection limit is no value to warn of. */
    private static SampleSet sampleSet(Instant end, List<Reading> readings) {
        Map<String, BigDecimal> values = new HashMap<>();
        Map<String, String> flags = new HashMap<>();
        readings.stream()
                .sorted(Comparator.comparing(reading -> reading.period().length()))
                .forEach(reading -> {
                    String code = reading.parameter().code();
                    values.put(code, Objects.requireNonNull(reading.value()));
                    flags.remove(code);
                    String flag = reading.flag().code();
                    if (!reading.valid() || flag.equals("ND")) {
                        flags.put(code, flag);
                    }
                });
        return new SampleSet(end, values, flags);
    }
}
