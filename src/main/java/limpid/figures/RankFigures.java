package limpid.figures;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import limpid.air.AirBasis;
import limpid.air.AirSettings;
import limpid.air.DustDeduction;
import limpid.air.MonitoringPlan;
import limpid.air.RankedPeriod;
import limpid.air.Ranking;
import limpid.air.Ranking.Place;
import limpid.measure.AssessmentPeriod;
import limpid.measure.Medium;
import limpid.programme.Explanation;
import limpid.programme.Figure;
import limpid.programme.LeastData;
import limpid.rule.ByCityAndDate;
import limpid.station.Station;
import limpid.store.Registered;
import limpid.store.Results.Kind;
import limpid.store.Stations.Filter;

/**
 * A city's place by composite index among the cities of the registry 排名, and the places it won to the year before. With a
 * city left out a place may be too good, so enough of them must be ranked.
 */
final class RankFigures {
    private final Knowledge knowledge;
    private final String city;
    private final ByCityAndDate<AirSettings> settings;
    private final BigDecimal leastCities;

    /** @param leastCities percent of the registered cities that must be ranked */
    RankFigures(Knowledge knowledge, String city, BigDecimal leastCities) {
        this.knowledge = knowledge;
        this.city = city;
        this.settings = knowledge.rules().air();
        this.leastCities = leastCities;
    }

    Figure rank(AssessmentPeriod whole, LocalDate last) {
        AssessmentPeriod period = AssessmentPeriod.between(whole.startInclusive(), last.plusDays(1));
        Ranking ranking = ranking(period);
        Explanation basis = basis(ranking, period);
        return missing(ranking)
                .map(why -> Figure.missing(why, basis, ""))
                .orElseGet(() -> Counts.of(place(ranking).orElseThrow(), basis))
                .withCounted(ranking.places().size(), all(ranking))
                .withLeftOut(ranking.unranked().stream()
                        .map(other -> other.city() + ": " + other.reason().code())
                        .toList());
    }

    Figure change(AssessmentPeriod whole, LocalDate last) {
        AssessmentPeriod period = AssessmentPeriod.between(whole.startInclusive(), last.plusDays(1));
        Ranking now = ranking(period);
        Ranking before = ranking(period.yearBefore());
        Explanation basis = basis(now, period);
        Optional<Explanation> open = missing(now).or(() -> missing(before));
        if (open.isPresent()) {
            return Figure.missing(open.get(), basis, "")
                    .withCounted(now.places().size(), all(now));
        }
        int earlier = place(before).orElseThrow();
        int later = place(now).orElseThrow();
        return Counts.of((long) earlier - later, Explanation.of("after", later, earlier))
                .withCounted(now.places().size(), all(now));
    }

    private Optional<Explanation> missing(Ranking ranking) {
        int ranked = ranking.places().size();
        if (all(ranking) < 2 || !LeastData.isEnough(leastCities, ranked, all(ranking))) {
            return Optional.of(Explanation.of("tooFewCities", ranked, all(ranking), leastCities.toPlainString()));
        }
        return place(ranking).isEmpty() ? Optional.of(Explanation.of("notRanked")) : Optional.empty();
    }

    private static int all(Ranking ranking) {
        return ranking.places().size() + ranking.unranked().size();
    }

    private Optional<Integer> place(Ranking ranking) {
        return ranking.places().stream()
                .filter(place -> place.city().equals(city))
                .map(Place::rank)
                .findFirst();
    }

    private static Explanation basis(Ranking ranking, AssessmentPeriod period) {
        return Explanation.of("rankedCities", ranking.places().size(), period.startInclusive(), period.lastDay());
    }

    private Ranking ranking(AssessmentPeriod period) {
        Map<String, List<Station>> stations = stations();
        var days = knowledge.results().dayValues(Kind.CITY, null, period.startInclusive(), period.endExclusive(), null);
        Map<String, RankedPeriod> cities = new TreeMap<>();
        Map<String, DustDeduction> dust =
                new DustOfPeriods(knowledge.dust(), knowledge.results()).ofCities(period, null);
        stations.forEach((name, members) -> cities.put(
                name,
                RankedPeriod.of(
                        AirBasis.IN_FORCE,
                        settings.of(name, period.lastDay()),
                        period,
                        days.getOrDefault(name, List.of()).stream()
                                .map(day -> day.planned(MonitoringPlan.ofCity(members, day.date())))
                                .toList(),
                        dust.getOrDefault(name, DustDeduction.NONE))));
        var rules = settings.of("", period.lastDay()).ranking();
        return Ranking.of(
                rules.ties(),
                cities.entrySet().stream()
                        .map(other ->
                                other.getValue().entry(other.getKey(), period.endExclusive(), rules.leastPercent()))
                        .toList());
    }

    /** Air stations by their city. */
    private Map<String, List<Station>> stations() {
        Map<String, List<Station>> byCity = new HashMap<>();
        knowledge.stations().list(new Filter(Medium.AIR, null, null, null), Integer.MAX_VALUE).stream()
                .map(Registered::station)
                .forEach(station -> byCity.computeIfAbsent(station.city(), name -> new ArrayList<>())
                        .add(station));
        return byCity;
    }
}
