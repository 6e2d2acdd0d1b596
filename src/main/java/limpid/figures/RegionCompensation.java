package limpid.figures;

import java.time.InstantSource;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import limpid.compensation.AssessedSection;
import limpid.compensation.Compensation;
import limpid.compensation.Compensation.Known;
import limpid.compensation.CompensationRule;
import limpid.compensation.Compensations;
import limpid.compensation.SectionPayment;
import limpid.measure.LocalDay;
import limpid.measure.Medium;
import limpid.station.Station;
import limpid.store.WaterMeans.Revised;
import limpid.water.PlannedLimit;
import limpid.water.SectionMeans.Month;
import limpid.water.SectionTarget.OwnLimit;

/** Compensation between regions on what the stores know. */
public final class RegionCompensation {
    private final Compensations rules;
    private final Knowledge knowledge;
    private final InstantSource clock;

    /** By these rules. @param clock tells which months are over */
    public RegionCompensation(Compensations rules, Knowledge knowledge, InstantSource clock) {
        this.rules = rules;
        this.knowledge = knowledge;
        this.clock = clock;
    }

    /** The rules. */
    public Compensations rules() {
        return rules;
    }

    /** The last month that is over. */
    public YearMonth lastMonth() {
        return YearMonth.from(LocalDay.today(clock)).minusMonths(1);
    }

    /**
     * What is paid for the months of all sections of a rule, month by month; months for which it does not hold are left out.
     *
     * @param last included
     * @throws limpid.store.StoreUnavailable where a store cannot be reached
     */
    public List<SectionPayment> payments(CompensationRule rule, YearMonth first, YearMonth last) {
        Map<String, Station> stations = knowledge.stations().all().stream()
                .filter(station -> station.medium() == Medium.WATER)
                .collect(Collectors.toMap(Station::code, Function.identity()));
        Map<String, List<OwnLimit>> limits =
                PlannedLimit.bySection(knowledge.limits().list(null));
        List<SectionPayment> payments = new ArrayList<>();
        Stream.iterate(first, month -> !month.isAfter(last), month -> month.plusMonths(1))
                .filter(rule::inForce)
                .forEach(month -> payments.addAll(ofMonth(rule, month, stations, limits)));
        return payments;
    }

    private List<SectionPayment> ofMonth(
            CompensationRule rule, YearMonth month, Map<String, Station> stations, Map<String, List<OwnLimit>> limits) {
        Map<String, Revised<Month>> means = knowledge
                .means()
                .months(rule.sections().stream().map(AssessedSection::code).toList(), month);
        return rule.sections().stream()
                .map(section -> {
                    Station station = stations.get(section.code());
                    Revised<Month> mean = means.get(section.code());
                    return Compensation.of(
                            rule,
                            section,
                            month,
                            new Known(
                                    station,
                                    mean == null ? null : mean.mean(),
                                    limits.getOrDefault(section.code(), List.of()),
                                    knowledge
                                            .rules()
                                            .water()
                                            .of(station == null ? rule.city() : station.city(), month.atEndOfMonth()),
                                    !month.isAfter(lastMonth())));
                })
                .toList();
    }
}
