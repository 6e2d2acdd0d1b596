package limpid.store.postgres;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import limpid.measure.AssessmentPeriod;
import limpid.store.NoisePeriods.Figures;
import limpid.store.NoisePeriods.Mean;
import limpid.store.NoisePeriods.Part;
import limpid.store.NoisePeriods.Rate;
import limpid.store.NoisePeriods.Roads;
import org.jspecify.annotations.Nullable;

/** The figures of a network in a period as a row of {@code noise_period}. */
final class NoisePeriodRow {
    static final List<String> KEY = List.of("subject_id", "network", "zone", "period");

    private static final List<String> OF_PART = List.of(
            "mean",
            "mean_unrounded",
            "grade",
            "reason",
            "valid_points",
            "expected_points",
            "covered_area_m2",
            "length_m",
            "length_over_m",
            "over_percent_by_length",
            "over_percent_by_count",
            "compliant",
            "valid",
            "monitored",
            "percent",
            "bursts",
            "lmax_known");

    /** Columns besides the key, in the order of {@link #of}. */
    static final List<String> FIGURES = Stream.of(
                    Stream.of(
                            "kind",
                            "first_day",
                            "last_day",
                            "counted_to",
                            "edition",
                            "limits",
                            "night_meaning",
                            "rule_set",
                            "unit"),
                    OF_PART.stream().map(column -> "day_" + column),
                    OF_PART.stream().map(column -> "night_" + column),
                    Stream.of("left_out"))
            .flatMap(columns -> columns)
            .toList();

    private static final Mean NO_MEAN = new Mean(null, null, null, null);

    private NoisePeriodRow() {}

    /** Key and figures. */
    static List<@Nullable Object> of(int subjectId, Figures figures) {
        AssessmentPeriod period = figures.period();
        List<@Nullable Object> row = new ArrayList<>(Arrays.asList(
                subjectId,
                figures.network().name().toLowerCase(Locale.ROOT),
                figures.zone(),
                period.name(),
                period.kind().code(),
                period.startInclusive(),
                period.lastDay(),
                figures.countedTo(),
                figures.edition(),
                figures.limits(),
                figures.nightMeaning(),
                figures.ruleSet(),
                figures.unit()));
        add(figures.day(), row);
        add(figures.night(), row);
        row.add(figures.leftOut());
        return row;
    }

    private static void add(Part part, List<@Nullable Object> row) {
        Mean mean = part.mean() == null ? NO_MEAN : part.mean();
        row.addAll(Arrays.asList(
                mean.value(), mean.unrounded(), mean.grade(), mean.reason(), part.points(), part.of(), part.areaM2()));
        Roads roads = part.roads();
        row.addAll(
                roads == null
                        ? Arrays.asList(null, null, null, null)
                        : Arrays.asList(
                                roads.lengthM(),
                                roads.overM(),
                                roads.overPercentByLength(),
                                roads.overPercentByCount()));
        Rate rate = part.rate();
        row.addAll(
                rate == null
                        ? Arrays.asList(null, null, null, null, null, null)
                        : Arrays.asList(
                                rate.compliant(),
                                rate.valid(),
                                rate.monitored(),
                                rate.percent(),
                                rate.bursts(),
                                rate.lmaxKnown()));
    }
}
