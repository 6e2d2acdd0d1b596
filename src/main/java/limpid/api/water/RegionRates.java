package limpid.api.water;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import limpid.api.water.RegionAssessmentView.CityCompliance;
import limpid.api.water.RegionAssessmentView.Compliance;
import limpid.measure.AssessmentPeriod;
import limpid.measure.AssessmentPeriod.Kind;
import limpid.station.Station;
import limpid.water.Comparison;
import limpid.water.ComplianceRate;
import limpid.water.ComplianceRate.Basis;
import limpid.water.CrossBorder;
import limpid.water.FunctionZoneYear;
import limpid.water.ItemSet;
import limpid.water.SectionAssessment;
import limpid.water.SectionPeriod;
import limpid.water.TargetVerdict;
import limpid.water.WaterSettings;
import org.jspecify.annotations.Nullable;

/** The rates of target compliance 达标率 of a region, each by the basis and the items it was counted on. */
final class RegionRates {
    private static final String FUNCTION_ZONE = "function_zone";
    private static final String CROSS_BORDER = "cross_border";
    private static final ItemSet DOUBLE_INDEX = ItemSet.named("function-zone-double");

    private RegionRates() {}

    /**
     * A rate and the items its checks rest on.
     *
     * @param few whether too few of what was due were judged
     */
    record Rate(ComplianceRate rate, ItemSet items, boolean few) {
        static Rate of(ComplianceRate rate, ItemSet items, WaterSettings settings) {
            return new Rate(
                    rate,
                    items,
                    Comparison.isUnassessed(rate.checks(), rate.leftOut().size(), settings.region()));
        }
    }

    /**
     * A month counts each section once; a longer period counts by its own class and by section-months, each named. Function
     * zones are counted over all items and over the double index, in a year by the share of their compliant checks.
     */
    static List<Rate> of(
            AssessmentPeriod period,
            @Nullable String role,
            List<SectionPeriod> sections,
            List<SectionAssessment> assessed,
            WaterSettings settings) {
        ItemSet items = SectionAssessment.itemSet(period.kind());
        List<Rate> rates = new ArrayList<>();
        if (FUNCTION_ZONE.equals(role) && period.kind() != Kind.QUARTER && period.kind() != Kind.HALF_YEAR) {
            rates.add(zones(period, sections, items, settings));
            rates.add(zones(period, sections, DOUBLE_INDEX, settings));
        }
        if (period.kind() == Kind.MONTH) {
            if (rates.isEmpty()) {
                rates.add(Rate.of(ComplianceRate.of(Basis.SECTIONS, verdicts(assessed)), items, settings));
            }
            return rates;
        }
        rates.add(Rate.of(ComplianceRate.of(Basis.PERIOD_CLASS, verdicts(assessed)), items, settings));
        rates.add(Rate.of(
                ComplianceRate.of(
                        Basis.SECTION_MONTHS,
                        sections.stream()
                                .flatMap(section -> section.checks().stream())
                                .toList()),
                items,
                settings));
        return rates;
    }

    private static List<TargetVerdict> verdicts(List<SectionAssessment> assessed) {
        return assessed.stream().map(SectionAssessment::verdict).toList();
    }

    private static Rate zones(
            AssessmentPeriod period, List<SectionPeriod> zones, ItemSet items, WaterSettings settings) {
        if (period.kind() == Kind.MONTH) {
            return Rate.of(
                    ComplianceRate.of(
                            Basis.FUNCTION_ZONES,
                            zones.stream()
                                    .map(zone -> zone.over(items).verdict())
                                    .toList()),
                    items,
                    settings);
        }
        List<FunctionZoneYear> years = zones.stream()
                .map(zone -> FunctionZoneYear.of(
                        zone.station().code(), zone.station().nameZh(), items, zone.checks(items)))
                .toList();
        return Rate.of(FunctionZoneYear.rate(years, settings.region()), items, settings);
    }

    /** What each city hands on; none unless cross-border sections were asked for. */
    static List<CityCompliance> byUpstreamCity(
            AssessmentPeriod period,
            @Nullable String role,
            List<SectionPeriod> sections,
            List<SectionAssessment> assessed,
            WaterSettings settings) {
        if (!CROSS_BORDER.equals(role)) {
            return List.of();
        }
        List<CrossBorder> whole = new ArrayList<>();
        List<CrossBorder> months = new ArrayList<>();
        for (int i = 0; i < sections.size(); i++) {
            Station station = sections.get(i).station();
            whole.add(at(station, assessed.get(i).verdict()));
            sections.get(i).checks().forEach(check -> months.add(at(station, check)));
        }
        ItemSet items = SectionAssessment.itemSet(period.kind());
        Map<String, List<Compliance>> byCity = new TreeMap<>();
        boolean month = period.kind() == Kind.MONTH;
        add(byCity, CrossBorder.byUpstreamCity(month ? Basis.SECTIONS : Basis.PERIOD_CLASS, whole), items, settings);
        if (!month) {
            add(byCity, CrossBorder.byUpstreamCity(Basis.SECTION_MONTHS, months), items, settings);
        }
        return byCity.entrySet().stream()
                .map(city -> new CityCompliance(city.getKey(), city.getValue()))
                .toList();
    }

    /** A cross-border section is registered for the city it leaves; the registry does not say the other, nor the tide. */
    private static CrossBorder at(Station station, TargetVerdict verdict) {
        return new CrossBorder(station.city(), "", false, verdict);
    }

    private static void add(
            Map<String, List<Compliance>> byCity,
            Map<String, ComplianceRate> rates,
            ItemSet items,
            WaterSettings settings) {
        rates.forEach((city, rate) -> byCity.computeIfAbsent(city, name -> new ArrayList<>())
                .add(Compliance.of(Rate.of(rate, items, settings), settings.publication())));
    }
}
