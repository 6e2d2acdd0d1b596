package limpid.api.air;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import limpid.air.AirBasis;
import limpid.air.AirComparison;
import limpid.air.AirEvaluation;
import limpid.air.AirSettings;
import limpid.air.AirTables;
import limpid.air.AirTables.InIndex;
import limpid.air.DayValues;
import limpid.air.DustDeduction;
import limpid.air.EvaluationDay;
import limpid.air.RankedPeriod;
import limpid.api.http.Problem;
import limpid.figures.AreaDays;
import limpid.figures.DustOfPeriods;
import limpid.measure.AssessmentPeriod;
import limpid.measure.LocalDay;
import limpid.measure.Medium;
import limpid.result.Row;
import limpid.station.Station;
import limpid.store.DustList;
import limpid.store.DustList.Listed;
import limpid.store.Pending;
import limpid.store.Registered;
import limpid.store.Results;
import limpid.store.Results.KeptPeriods;
import limpid.store.Results.Kind;
import limpid.store.Results.Subject;
import limpid.store.Stations;
import limpid.store.Stations.Filter;
import limpid.store.Stations.Place;
import org.jspecify.annotations.Nullable;

/** Periods of air, evaluated from the published day values. */
final class AirPeriods {
    private final Results results;
    private final Stations stations;
    private final AirChoices choices;
    private final DustOfPeriods dust;
    private final Pending pending;
    private final AreaDays areaDays;

    AirPeriods(Results results, Stations stations, AirChoices choices, DustList dust, Pending pending) {
        this.pending = pending;
        this.areaDays = choices.areaDays(results);
        this.results = results;
        this.stations = stations;
        this.choices = choices;
        this.dust = new DustOfPeriods(dust, results);
    }

    /** A period with the days it was made of, and the same of the year before where that was asked for and is judged. */
    record Evaluated(
            AirEvaluation evaluation,
            List<EvaluationDay> days,
            int reviewedDays,
            int pendingDays,
            List<Listed> dust,
            DustDeduction deduction,
            AirEvaluation withDust,
            @Nullable AirComparison comparison) {}

    /**
     * A period of one station or city under each of these texts.
     *
     * @param district of the city, from the days of its stations; null for the city itself, and of stations
     * @param asOf as its days were known at this instant; null for now
     */
    List<Evaluated> of(
            Subject subject,
            @Nullable String district,
            AssessmentPeriod period,
            List<AirBasis> bases,
            boolean comparing,
            @Nullable Instant asOf) {
        bases.forEach(basis -> requireRule(basis, subject, period));
        List<EvaluationDay> days = days(subject, district, period, asOf);
        List<EvaluationDay> before = comparing ? days(subject, district, period.yearBefore(), asOf) : List.of();
        int reviewed = district != null
                ? 0
                : results.reviewedDays(subject, period.startInclusive(), period.endExclusive(), asOf);
        int waiting = asOf == null ? pendingDays(subject, period) : 0;
        String city = choices.city(subject);
        List<Listed> listed = dust.listed(city, period, asOf);
        DustDeduction deduction = dust.of(deducted(subject, district), listed, period, asOf);
        DustDeduction earlier =
                comparing ? earlier(deducted(subject, district), city, period.yearBefore(), asOf) : DustDeduction.NONE;
        List<Evaluated> evaluated = new ArrayList<>();
        for (AirBasis basis : bases) {
            AirEvaluation evaluation = evaluate(basis, subject, period, days, deduction);
            boolean judged = comparing && isJudged(basis, subject, period.yearBefore());
            AirComparison comparison = judged
                    ? AirComparison.of(
                            evaluation,
                            evaluate(basis, subject, period.yearBefore(), before, earlier),
                            settings(city, period).evaluation().comparedPercent())
                    : null;
            AirEvaluation withDust =
                    deduction.isEmpty() ? evaluation : evaluate(basis, subject, period, days, DustDeduction.NONE);
            evaluated.add(new Evaluated(evaluation, days, reviewed, waiting, listed, deduction, withDust, comparison));
        }
        return evaluated;
    }

    private int pendingDays(Subject subject, AssessmentPeriod period) {
        return pending.days(
                subject.kind() == Kind.CITY ? Place.CITY : Place.STATION,
                subject.code(),
                new LocalDay(period.startInclusive(), LocalDay.CHINA).start(),
                new LocalDay(period.lastDay(), LocalDay.CHINA).end());
    }

    /**
     * A period of every city that has an air station or a day in it, by city. A calendar period by the texts in force is
     * taken as it is kept, where all its days are as they were then.
     *
     * @param asOf as its days were known at this instant; null for now
     */
    Map<String, RankedPeriod> ofCities(AssessmentPeriod period, AirBasis basis, @Nullable Instant asOf) {
        requireRule(basis, new Subject(Kind.CITY, ""), period);
        Map<String, List<Station>> registered = AirPlans.stationsByCity(stations, null);
        if (asOf == null && basis.equals(AirBasis.IN_FORCE) && period.kind() != AssessmentPeriod.Kind.SPAN) {
            KeptPeriods kept = results.cityPeriods(period);
            if (kept.current()) {
                return ofKept(period, registered.keySet(), kept.byCity());
            }
        }
        return ofDays(period, basis, asOf, registered);
    }

    private Map<String, RankedPeriod> ofKept(AssessmentPeriod period, Set<String> registered, Map<String, Row> kept) {
        Map<String, RankedPeriod> ranked = new TreeMap<>();
        kept.forEach((city, row) -> {
            InIndex figures = AirTables.inIndex(row);
            ranked.put(
                    city,
                    RankedPeriod.ofPublished(
                            AirBasis.IN_FORCE,
                            settings(city, period),
                            period,
                            figures.validDays(),
                            figures.leastDays(),
                            figures.figures(),
                            figures.leftOut()));
        });
        for (String city : registered) {
            ranked.computeIfAbsent(
                    city,
                    silent -> RankedPeriod.of(
                            AirBasis.IN_FORCE, settings(silent, period), period, List.of(), DustDeduction.NONE));
        }
        return ranked;
    }

    private Map<String, RankedPeriod> ofDays(
            AssessmentPeriod period, AirBasis basis, @Nullable Instant asOf, Map<String, List<Station>> registered) {
        Map<String, List<DayValues>> values =
                results.dayValues(Kind.CITY, null, period.startInclusive(), period.endExclusive(), asOf);
        Map<String, DustDeduction> deductions = dust.ofCities(period, asOf);
        Set<String> cities = new TreeSet<>(registered.keySet());
        cities.addAll(values.keySet());
        Map<String, RankedPeriod> ranked = new TreeMap<>();
        for (String city : cities) {
            List<EvaluationDay> days =
                    ofCity(values.getOrDefault(city, List.of()), registered.getOrDefault(city, List.of()));
            DustDeduction deduction = deductions.getOrDefault(city, DustDeduction.NONE);
            ranked.put(city, RankedPeriod.of(basis, settings(city, period), period, days, deduction));
        }
        return ranked;
    }

    private AirSettings settings(String city, AssessmentPeriod period) {
        return choices.of(new Subject(Kind.CITY, city), period.lastDay());
    }

    private DustDeduction earlier(Subject subject, String city, AssessmentPeriod before, @Nullable Instant asOf) {
        return dust.of(subject, dust.listed(city, before, asOf), before, asOf);
    }

    /** Of a day of a district that is deducted by hours nothing is known without them: it is left out. */
    private static Subject deducted(Subject subject, @Nullable String district) {
        return district == null ? subject : new Subject(Kind.CITY, "");
    }

    private AirEvaluation evaluate(
            AirBasis basis,
            Subject subject,
            AssessmentPeriod period,
            List<EvaluationDay> days,
            DustDeduction deduction) {
        return AirEvaluation.of(basis, choices.of(subject, period.lastDay()), period, days, deduction);
    }

    private boolean isJudged(AirBasis basis, Subject subject, AssessmentPeriod period) {
        return basis.period(
                        period.startInclusive(),
                        period.lastDay(),
                        choices.of(subject, period.lastDay()).evaluation().straddling())
                .isPresent();
    }

    private void requireRule(AirBasis basis, Subject subject, AssessmentPeriod period) {
        if (!isJudged(basis, subject, period)) {
            throw Problem.notAssessed(
                    "edition",
                    basis.code(),
                    "2012, 2026-transition or 2026-final: no rule of evaluation was in force on " + period.lastDay());
        }
    }

    private List<EvaluationDay> days(
            Subject subject, @Nullable String district, AssessmentPeriod period, @Nullable Instant asOf) {
        if (district != null) {
            List<Station> members =
                    stations
                            .list(new Filter(Medium.AIR, subject.code(), district, null, null), Integer.MAX_VALUE)
                            .stream()
                            .map(Registered::station)
                            .toList();
            return areaDays.of(subject.code(), members, period.startInclusive(), period.endExclusive(), asOf);
        }
        List<DayValues> values = results.dayValues(
                        subject.kind(), subject.code(), period.startInclusive(), period.endExclusive(), asOf)
                .getOrDefault(subject.code(), List.of());
        AirPlans plans = new AirPlans(stations);
        return values.stream()
                .map(day -> day.planned(plans.of(subject, day.date())))
                .toList();
    }

    private static List<EvaluationDay> ofCity(List<DayValues> days, List<Station> members) {
        return days.stream()
                .map(day -> day.planned(AirPlans.ofCity(members, day.date())))
                .toList();
    }
}
