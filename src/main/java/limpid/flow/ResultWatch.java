package limpid.flow;

import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import limpid.alert.Alert;
import limpid.alert.AlertSettings;
import limpid.alert.HeavyRule;
import limpid.noise.NoiseSettings;
import limpid.rule.Rules;
import limpid.standard.Averaging;
import limpid.standard.BreakpointTable;
import limpid.standard.DayPart;
import limpid.standard.Pollutant;
import limpid.standard.StandardBook;
import limpid.standard.ZoneLimits;
import limpid.store.Alerts.Figures;
import limpid.store.Alerts.Watched;
import limpid.store.Alerts.Watching;
import org.jspecify.annotations.Nullable;

/**
 * The alerts of air and noise 空气与噪声预警. They follow from the results of the last days in the order of time: an alert begins at
 * the end of the first hour or day for which its condition holds and ends at that of the first for which it does not; one
 * that has no figure does neither. Looked at again after a correction they begin and end where they should, and those that
 * never held are withdrawn. What lies further back than two days (hours) or ten (days) stays as it is.
 */
public final class ResultWatch implements Watching {
    private static final Duration OF_HOURS = Watched.OF_HOURS.minusDays(1);
    private static final Duration OF_DAYS = Watched.OF_DAYS.dividedBy(2);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int OVER_LIMIT = 100;
    private static final String AIR_HOUR = "air-hour";
    private static final String AIR_DAY = "air-day";
    private static final String PM_ORDER = "pm-order";
    private static final String AIR_OVER_LIMIT = "air-over-limit";
    private static final String NIGHT_OVER_LIMIT = "night-over-limit";
    private static final List<String> HEAVY = List.of("heavy-red", "heavy-orange", "heavy-yellow");
    private static final String AIR_JUMP = "air-jump";
    private static final String AIR_UNCHANGED = "air-unchanged";
    private static final String NIGHT_BURST = "night-burst";
    private static final List<String> OF_HOUR = List.of(AIR_HOUR, PM_ORDER, AIR_JUMP, AIR_UNCHANGED);
    /** An index of 50 or less is excellent air, whose small values double within an hour by themselves. */
    private static final int EXCELLENT = 50;
    /** GB 3096-2008 5.4: by how much a burst may exceed the limit of the night. */
    private static final BigDecimal BURST = BigDecimal.valueOf(15);

    private final Rules rules;
    private final Instant now;

    /** Judges by these rules at an instant. */
    public ResultWatch(Rules rules, Instant now) {
        this.rules = rules;
        this.now = now;
    }

    private record Key(String kind, String item) {}

    /** What one figure says about a condition. */
    private record Step(
            Instant end,
            boolean holds,
            @Nullable BigDecimal value,
            @Nullable BigDecimal threshold,
            String seen,
            String evidence) {}

    private Instant bound(String kind) {
        return now.minus(OF_HOUR.contains(kind) ? OF_HOURS : OF_DAYS);
    }

    @Override
    public List<Alert> watch(Watched watched, List<Alert> standing) {
        Map<Key, List<Step>> steps = new LinkedHashMap<>();
        standing.forEach(alert -> steps.put(new Key(alert.kind(), alert.item()), new ArrayList<>()));
        Judged judged = new Judged(watched, steps);
        judged.hours();
        judged.courses();
        judged.days();
        judged.nights();
        List<Alert> changed = new ArrayList<>();
        steps.forEach((key, all) -> changed.addAll(course(
                key,
                all,
                standing.stream()
                        .filter(alert -> new Key(alert.kind(), alert.item()).equals(key))
                        .toList())));
        return changed;
    }

    private List<Alert> course(Key key, List<Step> steps, List<Alert> standing) {
        Instant bound = bound(key.kind);
        Alert open = standing.stream()
                .filter(alert -> alert.holdsAfter(bound))
                .min(Comparator.comparing(Alert::raisedAt))
                .map(alert -> alert.cleared(null))
                .orElse(null);
        List<Alert> course = new ArrayList<>();
        for (Step step : steps) {
            if (!step.end.isAfter(bound)) {
                continue;
            }
            if (step.holds && open == null) {
                open = alert(key, step);
            } else if (!step.holds && open != null) {
                course.add(open.cleared(step.end));
                open = null;
            }
        }
        if (open != null) {
            course.add(open);
        }
        standing.stream()
                .filter(alert -> alert.raisedAt().isAfter(bound))
                .filter(alert -> course.stream().noneMatch(one -> one.raisedAt().equals(alert.raisedAt())))
                .map(Alert::withdraw)
                .toList()
                .forEach(course::add);
        course.removeIf(one -> standing.stream().anyMatch(before -> isSame(one, before)));
        return course;
    }

    private static boolean isSame(Alert one, Alert before) {
        return one.raisedAt().equals(before.raisedAt())
                && one.withdrawn() == before.withdrawn()
                && Optional.ofNullable(one.clearedAt()).equals(Optional.ofNullable(before.clearedAt()))
                && one.seen().equals(before.seen());
    }

    private static Alert alert(Key key, Step step) {
        return new Alert(
                key.kind,
                key.item,
                step.end,
                null,
                false,
                step.value,
                step.threshold,
                step.seen,
                List.of(step.evidence));
    }

    /** The conditions of one subject, figure by figure. */
    private final class Judged {
        private final Watched watched;
        private final Map<Key, List<Step>> steps;

        Judged(Watched watched, Map<Key, List<Step>> steps) {
            this.watched = watched;
            this.steps = steps;
        }

        private void add(String kind, String item, Step step) {
            steps.computeIfAbsent(new Key(kind, item), key -> new ArrayList<>()).add(step);
        }

        private List<Figures> of(String table) {
            return watched.figures().stream()
                    .filter(figures -> figures.table().equals(table))
                    .toList();
        }

        private AlertSettings settings(LocalDate day) {
            return rules.alerts().of(watched.city(), day);
        }

        private boolean isCity() {
            return watched.scope().equals("city");
        }

        private String evidence(String path, String from, String to) {
            return "/api/v1/%s?%s=%s&from=%s&to=%s"
                    .formatted(
                            path,
                            watched.scope(),
                            URLEncoder.encode(watched.subject(), StandardCharsets.UTF_8),
                            from,
                            to);
        }

        private String ofHour(Instant end) {
            return evidence("air/hours", end.minusSeconds(1).toString(), end.toString());
        }

        private String ofDay(Figures day) {
            return evidence("air/days", day.day().toString(), day.day().toString());
        }

        void hours() {
            int inOrder = 0;
            for (Figures hour : of("air_hour")) {
                AlertSettings settings = settings(hour.day());
                if (hour.index() != null && hour.level() != null) {
                    add(
                            AIR_HOUR,
                            "",
                            level(hour, hour.index(), hour.level(), settings.airHourLevel(), ofHour(hour.end())));
                }
                BigDecimal coarse = hour.values().get("PM10");
                BigDecimal fine = hour.values().get("PM2.5");
                if (isCity() || coarse == null || fine == null) {
                    continue;
                }
                inOrder = fine.compareTo(coarse) > 0 ? inOrder + 1 : 0;
                add(
                        PM_ORDER,
                        "PM2.5",
                        new Step(
                                hour.end(),
                                inOrder >= settings.pmOrderHours(),
                                fine,
                                coarse,
                                "PM2.5 " + fine.toPlainString() + " above PM10 " + coarse.toPlainString(),
                                ofHour(hour.end())));
            }
        }

        /** Jumps and runs of the items of a station, hour by hour. */
        void courses() {
            if (isCity()) {
                return;
            }
            Map<String, Integer> runs = new LinkedHashMap<>();
            Figures before = null;
            for (Figures hour : of("air_hour")) {
                Figures previous = before != null && before.end().plus(HOUR).equals(hour.end()) ? before : null;
                for (String item : hour.values().keySet()) {
                    if (previous != null) {
                        jump(item, previous, hour);
                    }
                    run(item, previous, hour, runs);
                }
                before = hour;
            }
        }

        private void jump(String item, Figures before, Figures hour) {
            BigDecimal was = before.values().get(item);
            BigDecimal is = hour.values().get(item);
            if (was == null || is == null || was.signum() <= 0 || is.signum() <= 0) {
                return;
            }
            BigDecimal factor = settings(hour.day()).jumpFactor();
            boolean counts = Math.max(index(before, item), index(hour, item)) > EXCELLENT;
            add(
                    AIR_JUMP,
                    item,
                    new Step(
                            hour.end(),
                            counts
                                    && (is.compareTo(was.multiply(factor)) >= 0
                                            || was.compareTo(is.multiply(factor)) >= 0),
                            is,
                            was,
                            is.toPlainString() + " after " + was.toPlainString(),
                            ofHour(hour.end())));
        }

        private static int index(Figures hour, String item) {
            return hour.indices().getOrDefault(item, 0);
        }

        private void run(String item, @Nullable Figures before, Figures hour, Map<String, Integer> runs) {
            BigDecimal is = hour.values().get(item);
            BigDecimal was = before == null ? null : before.values().get(item);
            if (is == null || is.signum() <= 0) {
                runs.remove(item);
                return;
            }
            int run = was != null && was.compareTo(is) == 0 ? runs.getOrDefault(item, 1) + 1 : 1;
            runs.put(item, run);
            int longest = settings(hour.day()).airUnchangedHours();
            add(
                    AIR_UNCHANGED,
                    item,
                    new Step(
                            hour.end(),
                            run >= longest,
                            is,
                            BigDecimal.valueOf(longest),
                            is.toPlainString() + " in " + longest + " hours in a row",
                            ofHour(hour.end())));
        }

        private Step level(Figures figures, int index, int level, int worst, String evidence) {
            return new Step(
                    figures.end(),
                    level >= worst,
                    BigDecimal.valueOf(index),
                    null,
                    "AQI " + index + ", level " + level + " against " + worst,
                    evidence);
        }

        void days() {
            List<Integer> run = new ArrayList<>();
            LocalDate before = null;
            for (Figures day : isCity() ? of("air_day") : List.<Figures>of()) {
                Integer index = day.index();
                if (index == null || before == null || !before.plusDays(1).equals(day.day())) {
                    run.clear();
                }
                before = day.day();
                items(day);
                if (index != null && day.level() != null) {
                    run.add(index);
                    AlertSettings settings = settings(day.day());
                    add(AIR_DAY, "", level(day, index, day.level(), settings.airDayLevel(), ofDay(day)));
                    heavy(day, run, settings);
                }
            }
        }

        private void heavy(Figures day, List<Integer> run, AlertSettings settings) {
            boolean higher = false;
            List<String> conditions = List.of(settings.heavyRed(), settings.heavyOrange(), settings.heavyYellow());
            for (int i = 0; i < HEAVY.size(); i++) {
                boolean holds = HeavyRule.of(conditions.get(i)).holds(run);
                add(
                        HEAVY.get(i),
                        "",
                        new Step(
                                day.end(),
                                holds && !higher,
                                BigDecimal.valueOf(run.getLast()),
                                null,
                                "daily AQI " + run.subList(Math.max(0, run.size() - 5), run.size()) + " against "
                                        + conditions.get(i),
                                ofDay(day)));
                higher |= holds;
            }
        }

        private void items(Figures day) {
            day.indices().forEach((item, index) -> {
                BigDecimal value = day.values().get(item);
                BigDecimal limit = limit(item, day.day());
                add(
                        AIR_OVER_LIMIT,
                        item,
                        new Step(
                                day.end(),
                                index > OVER_LIMIT,
                                value,
                                limit,
                                (value == null ? "" : value.toPlainString() + ", ") + "index " + index,
                                ofDay(day)));
            });
        }

        private static @Nullable BigDecimal limit(String item, LocalDate day) {
            Averaging averaging = item.equals("O3") ? Averaging.EIGHT_HOURS : Averaging.DAY;
            return StandardBook.standard()
                    .inForce("air-index", day)
                    .map(BreakpointTable::of)
                    .flatMap(table -> Pollutant.of(item).flatMap(pollutant -> table.column(averaging, pollutant)))
                    .flatMap(column -> column.points().stream()
                            .filter(point -> point.index() == OVER_LIMIT)
                            .findFirst())
                    .map(BreakpointTable.Point::concentration)
                    .orElse(null);
        }

        void nights() {
            if (watched.zone().isEmpty()) {
                return;
            }
            for (Figures night : of("noise_day")) {
                BigDecimal level = night.values().get("LN");
                BigDecimal peak = night.values().get("LMAX");
                NoiseSettings settings = rules.noise().of(watched.city(), night.day());
                Optional<BigDecimal> limit = StandardBook.standard()
                        .inForce("noise-limits", night.day())
                        .map(ZoneLimits::of)
                        .flatMap(limits -> limits.limit(watched.zone(), DayPart.NIGHT))
                        .map(ZoneLimits.Limit::leq);
                if (peak != null && limit.isPresent()) {
                    burst(night, peak, limit.get().add(BURST), settings);
                }
                if (level == null || limit.isEmpty()) {
                    continue;
                }
                BigDecimal judged = level.setScale(settings.zoneJudgingDigits(), settings.rounding());
                add(
                        NIGHT_OVER_LIMIT,
                        "",
                        new Step(
                                night.end(),
                                judged.compareTo(limit.get()) > 0,
                                judged,
                                limit.get(),
                                "Ln " + judged.toPlainString() + " dB against "
                                        + limit.get().toPlainString() + ", zone " + watched.zone(),
                                evidence(
                                        "noise/days",
                                        night.day().toString(),
                                        night.day().toString())));
            }
        }

        private void burst(Figures night, BigDecimal peak, BigDecimal most, NoiseSettings settings) {
            BigDecimal judged = peak.setScale(settings.zoneJudgingDigits(), settings.rounding());
            add(
                    NIGHT_BURST,
                    "",
                    new Step(
                            night.end(),
                            judged.compareTo(most) > 0,
                            judged,
                            most,
                            "Lmax " + judged.toPlainString() + " dB against " + most.toPlainString()
                                    + " at night, zone " + watched.zone(),
                            evidence(
                                    "noise/days",
                                    night.day().toString(),
                                    night.day().toString())));
        }
    }
}
