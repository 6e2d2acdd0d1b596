package limpid.api.water;

import java.time.YearMonth;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import limpid.measure.AssessmentPeriod;
import limpid.measure.AssessmentPeriod.Kind;
import limpid.station.Station;
import limpid.store.SectionLimits;
import limpid.store.WaterMeans;
import limpid.store.WaterMeans.Region;
import limpid.store.WaterMeans.Revised;
import limpid.water.PlannedLimit;
import limpid.water.SectionAssessment;
import limpid.water.SectionMeans.Month;
import limpid.water.SectionPeriod;
import limpid.water.SectionTarget.OwnLimit;
import limpid.water.SurfaceWater;
import limpid.water.WaterSettings;
import org.jspecify.annotations.Nullable;

/**
 * The sections of a region with their assessments. In a month each is judged once for each revision of its means,
 * registration, limits and rules. Which of them are in force is asked every time, so that no answer rests on what has
 * changed.
 */
final class JudgedSections {
    /** Two months of a national network, some 20 MB. */
    private static final int MOST = 4000;

    private final SectionAssessor assessor;
    private final WaterMeans means;
    private final SectionLimits limits;
    private final Map<Place, Kept> kept = Collections.synchronizedMap(new LatestUsed());

    JudgedSections(SectionAssessor assessor, WaterMeans means, SectionLimits limits) {
        this.assessor = assessor;
        this.means = means;
        this.limits = limits;
    }

    /** A section and its assessment over the whole period. */
    record Judged(SectionPeriod section, SectionAssessment whole) {
        static Judged of(SectionPeriod section) {
            return new Judged(section, section.whole());
        }
    }

    private record Place(String section, YearMonth month) {}

    /** @param revision of the month; 0 where there is none */
    private record Grounds(Station station, List<OwnLimit> limits, WaterSettings settings, int revision) {
        /** The same with the revision that was read, which may be later than the one that was asked for. */
        Grounds with(@Nullable Revised<Month> read) {
            return new Grounds(station, limits, settings, read == null ? 0 : read.revision());
        }
    }

    private record Kept(Grounds grounds, Judged judged) {}

    private static final class LatestUsed extends LinkedHashMap<Place, Kept> {
        private static final long serialVersionUID = 1;

        LatestUsed() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<Place, Kept> eldest) {
            return size() > MOST;
        }
    }

    /** The sections of a region in service in a period, in the order of their codes. */
    List<Judged> of(Region region, AssessmentPeriod period) {
        return period.kind() == Kind.MONTH
                ? ofMonth(region, period)
                : assessor.sections(region, period).stream().map(Judged::of).toList();
    }

    private List<Judged> ofMonth(Region region, AssessmentPeriod period) {
        YearMonth month = period.firstMonth();
        Map<String, Integer> revisions = means.revisions(region, month);
        Map<String, List<OwnLimit>> own = PlannedLimit.bySection(limits.list(null));
        List<Grounds> all = assessor.stations(region, period).stream()
                .filter(SurfaceWater::includes)
                .map(station -> new Grounds(
                        station,
                        own.getOrDefault(station.code(), List.of()),
                        assessor.settings(station.city(), period),
                        revisions.getOrDefault(station.code(), 0)))
                .toList();
        Map<String, Judged> judged = new HashMap<>();
        all.forEach(grounds -> known(grounds, month).ifPresent(its -> judged.put(code(grounds), its)));
        judge(all.stream().filter(grounds -> !judged.containsKey(code(grounds))).toList(), period, month, judged);
        return all.stream()
                .map(grounds -> Objects.requireNonNull(judged.get(code(grounds))))
                .toList();
    }

    private static String code(Grounds grounds) {
        return grounds.station().code();
    }

    private Optional<Judged> known(Grounds grounds, YearMonth month) {
        return Optional.ofNullable(kept.get(new Place(code(grounds), month)))
                .filter(one -> one.grounds().equals(grounds))
                .map(Kept::judged);
    }

    private void judge(List<Grounds> unknown, AssessmentPeriod period, YearMonth month, Map<String, Judged> judged) {
        if (unknown.isEmpty()) {
            return;
        }
        Map<String, Revised<Month>> months =
                means.months(unknown.stream().map(JudgedSections::code).toList(), month);
        for (Grounds grounds : unknown) {
            Revised<Month> its = months.get(code(grounds));
            Judged now = Judged.of(new SectionPeriod(
                    grounds.station(),
                    grounds.limits(),
                    period,
                    its == null ? List.of() : List.of(its.mean()),
                    grounds.settings()));
            judged.put(code(grounds), now);
            kept.put(new Place(code(grounds), month), new Kept(grounds.with(its), now));
        }
    }
}
