package limpid.api.water;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import limpid.api.http.Arguments;
import limpid.api.water.RegionAssessmentView.LeftOutView;
import limpid.api.water.SectionAssessmentView.OverTarget;
import limpid.api.water.WaterSourcesView.SourceView;
import limpid.measure.AssessmentPeriod;
import limpid.measure.AssessmentPeriod.Kind;
import limpid.standard.Edition;
import limpid.standard.StandardBook;
import limpid.station.Station;
import limpid.station.Station.WaterBodyType;
import limpid.store.SourceIntakes;
import limpid.store.WaterMeans;
import limpid.store.WaterMeans.Known;
import limpid.store.WaterMeans.Region;
import limpid.water.Comparison;
import limpid.water.ItemSet;
import limpid.water.SectionClass.LeftOut;
import limpid.water.SectionClass.Why;
import limpid.water.SourceCompliance;
import limpid.water.SourceIntake;
import limpid.water.SourceMonth;
import limpid.water.SourceVerdict;
import limpid.water.SourceVerdict.Judged;
import limpid.water.SourceVerdict.NotMonitored;
import limpid.water.SurfaceWater;
import limpid.water.WaterSettings;
import limpid.water.WaterSettings.Publication;
import org.jspecify.annotations.Nullable;

/** Judges drinking-water sources month by month, by every item of the three tables that was measured. */
final class WaterSources {
    private static final String ROLE = "drinking_source";
    /** Whatever list a source is due to be monitored for, an item that was measured and fails, fails it. */
    private static final ItemSet JUDGED = ItemSet.named("source-yearly");

    private final SectionAssessor assessor;
    private final WaterMeans means;
    private final SourceIntakes intakes;

    WaterSources(SectionAssessor assessor, WaterMeans means, SourceIntakes intakes) {
        this.assessor = assessor;
        this.means = means;
        this.intakes = intakes;
    }

    private record Key(String section, YearMonth month) {}

    private record Check(Station station, YearMonth month, SourceVerdict verdict) {}

    /** @param due the list sources are due to be monitored for */
    WaterSourcesView of(
            @Nullable String city, @Nullable String district, AssessmentPeriod period, ItemSet due, LocalDate today) {
        Map<Key, BigDecimal> volumes = new HashMap<>();
        for (SourceIntake intake : intakes.list(period.firstMonth(), period.lastMonth())) {
            volumes.put(new Key(intake.section(), intake.month()), intake.volume());
        }
        List<Check> checks = new ArrayList<>();
        for (Station source : assessor.stations(new Region(city, district, null, ROLE, null), period)) {
            for (YearMonth month : months(source, period, today)) {
                checks.add(check(source, month, volumes.get(new Key(source.code(), month))));
            }
        }
        return view(city, period, due, checks, today);
    }

    /** The months of the period that have begun and in which the source was in service. */
    private static List<YearMonth> months(Station source, AssessmentPeriod period, LocalDate today) {
        List<YearMonth> months = new ArrayList<>();
        for (YearMonth month = period.firstMonth();
                !month.isAfter(period.lastMonth()) && !month.atDay(1).isAfter(today);
                month = month.plusMonths(1)) {
            if (source.inService(month.atDay(1)) || source.inService(month.atEndOfMonth())) {
                months.add(month);
            }
        }
        return months;
    }

    private Check check(Station source, YearMonth month, @Nullable BigDecimal volume) {
        return new Check(source, month, verdict(source, month, volume));
    }

    private SourceVerdict verdict(Station source, YearMonth month, @Nullable BigDecimal volume) {
        if (source.kind().equals(SurfaceWater.GROUNDWATER)) {
            return new NotMonitored(
                    source.nameZh(),
                    SourceVerdict.Kind.GROUNDWATER,
                    volume,
                    SurfaceWater.whyNot(source).orElseThrow());
        }
        Optional<Edition> edition = StandardBook.standard().inForce("water-limits", month.atEndOfMonth());
        WaterBodyType type =
                Optional.ofNullable(source.siting().waterBodyType()).orElse(WaterBodyType.RIVER);
        return edition.isEmpty()
                ? new NotMonitored(source.nameZh(), SourceVerdict.Kind.RIVER, volume, "no standard in force")
                : SourceVerdict.of(
                        source.nameZh(),
                        type,
                        volume,
                        SourceMonth.values(
                                month,
                                means.days(source.code(), month.atDay(1), month.atEndOfMonth(), null).stream()
                                        .map(Known::mean)
                                        .toList(),
                                assessor.settings(List.of(source), AssessmentPeriod.month(month))),
                        JUDGED,
                        edition.get().code());
    }

    private WaterSourcesView view(
            @Nullable String city, AssessmentPeriod period, ItemSet due, List<Check> checks, LocalDate today) {
        WaterSettings settings = assessor.settings(new Region(city, null, ROLE), period);
        Publication publication = settings.publication();
        SourceCompliance compliance =
                SourceCompliance.of(checks.stream().map(Check::verdict).toList(), settings.sources());
        List<SourceView> sources = new ArrayList<>();
        List<LeftOutView> leftOut = new ArrayList<>();
        List<String> withoutVolume = new ArrayList<>();
        for (Check check : checks) {
            switch (check.verdict) {
                case Judged judged
                when compliance.judged().contains(judged) -> {
                    sources.add(source(check, judged, due, publication));
                    if (judged.volume() == null) {
                        withoutVolume.add(check.station.code() + " " + check.month);
                    }
                }
                case Judged excused -> leftOut.add(leftOut(check, "all that fails comes from geology"));
                case NotMonitored missing -> leftOut.add(leftOut(check, missing.reason()));
            }
        }
        boolean few = Comparison.isUnassessed(compliance.judged().size(), leftOut.size(), settings.region());
        return new WaterSourcesView(
                city,
                period.name(),
                period.startInclusive(),
                period.lastDay(),
                today.isAfter(period.lastDay()),
                period.kind() == Kind.MONTH ? "sources" : "source_months",
                checks.size(),
                compliance.judged().size(),
                compliance.compliant(),
                few ? null : RegionAssessmentView.printed(compliance.byCount(), publication),
                compliance.volume().orElse(null),
                compliance.compliantVolume().orElse(null),
                few ? null : RegionAssessmentView.printed(compliance.byVolume(), publication),
                reason(compliance, few),
                sources,
                leftOut,
                withoutVolume,
                due.name(),
                StandardBook.standard()
                        .inForce("water-limits", period.lastDay())
                        .map(Edition::code)
                        .orElse(""));
    }

    private static @Nullable String reason(SourceCompliance compliance, boolean few) {
        if (compliance.judged().isEmpty()) {
            return "no source was judged";
        }
        if (few) {
            return Comparison.TOO_FEW_SECTIONS;
        }
        if (compliance.volume().isEmpty()) {
            return "no intake volume was reported";
        }
        return compliance.byVolume().isEmpty() ? "no water was taken" : null;
    }

    private static LeftOutView leftOut(Check check, String reason) {
        return new LeftOutView(check.station.code(), check.station.nameZh(), check.month + ": " + reason);
    }

    private static SourceView source(Check check, Judged judged, ItemSet due, Publication publication) {
        return new SourceView(
                check.station.code(),
                check.station.nameZh(),
                Arguments.word(judged.kind()),
                check.month.toString(),
                judged.volume(),
                judged.complies(),
                judged.failing().stream()
                        .map(failing -> OverTarget.of(failing, publication))
                        .toList(),
                judged.itemsAssessed(),
                due.codes().size(),
                judged.leftOut().stream()
                        .filter(item -> item.why() != Why.NOT_MEASURED || due.assesses(item.code()))
                        .map(WaterSources::printed)
                        .toList());
    }

    private static String printed(LeftOut item) {
        return item.code() + ": " + Arguments.word(item.why());
    }
}
