package limpid.air;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import limpid.air.AirSettings.ValidDay;
import limpid.measure.AssessmentPeriod;
import limpid.standard.Edition;

/** Which days of a period have a published index, and of which level. */
final class CountedDays {
    private static final int LEVELS = 6;

    private final AirBasis basis;
    private final ValidDay rule;
    private final AirQualityIndex index;
    private final AssessmentPeriod period;
    private final Set<String> editions = new LinkedHashSet<>();
    private final int[] levels = new int[LEVELS];
    private final BitSet seen = new BitSet();
    private final BitSet counted = new BitSet();

    private CountedDays(AirBasis basis, AirSettings settings, AssessmentPeriod period) {
        this.basis = basis;
        this.rule = settings.evaluation().validDay();
        this.index = new AirQualityIndex(settings);
        this.period = period;
    }

    /**
     * Counts the days of a period.
     *
     * @throws IllegalArgumentException where a day lies outside the period or stands twice
     */
    static CountedDays of(AirBasis basis, AirSettings settings, AssessmentPeriod period, List<EvaluationDay> days) {
        CountedDays counts = new CountedDays(basis, settings, period);
        List<EvaluationDay> sorted = new ArrayList<>(days);
        sorted.sort(Comparator.comparing(EvaluationDay::date));
        sorted.forEach(counts::add);
        return counts;
    }

    private void add(EvaluationDay day) {
        int position = position(day.date());
        basis.index(day.date()).ifPresent(edition -> {
            editions.add(edition.label());
            level(edition, day).ifPresent(level -> {
                levels[level - 1]++;
                counted.set(position);
            });
        });
    }

    private int position(LocalDate date) {
        int position = Math.toIntExact(ChronoUnit.DAYS.between(period.startInclusive(), date));
        if (!period.contains(date) || seen.get(position)) {
            throw new IllegalArgumentException(date + " stands twice or outside " + period);
        }
        seen.set(position);
        return position;
    }

    /** A day that was published by this edition is not judged again. */
    private OptionalInt level(Edition edition, EvaluationDay day) {
        EvaluationDay.Published published = day.published();
        if (published != null && published.edition().equals(edition.label()) && rule == ValidDay.PUBLISHED_INDEX) {
            Integer level = published.level();
            return level == null ? OptionalInt.empty() : OptionalInt.of(level);
        }
        AirIndex judged = index.day(edition, day.values(), day.plan());
        return judged.category() != null && counts(judged, day)
                ? OptionalInt.of(judged.category().level())
                : OptionalInt.empty();
    }

    private boolean counts(AirIndex judged, EvaluationDay day) {
        return rule == ValidDay.PUBLISHED_INDEX
                || judged.gaps().stream().allMatch(gap -> day.plan().harmless().contains(gap.pollutant()));
    }

    /** Labels of the index editions of the days, in order. */
    List<String> editions() {
        return List.copyOf(editions);
    }

    /** Days of level 1 to 6. */
    int[] levels() {
        return levels.clone();
    }

    /** Days with a published index. */
    int valid() {
        return counted.cardinality();
    }

    /** Days without a published index, in order. */
    List<LocalDate> uncounted() {
        return IntStream.range(0, period.days())
                .filter(position -> !counted.get(position))
                .mapToObj(position -> period.startInclusive().plusDays(position))
                .toList();
    }
}
