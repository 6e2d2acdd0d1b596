package limpid.water;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import limpid.measure.AssessmentPeriod;
import limpid.water.DataFusion.Fused;
import limpid.water.DataFusion.Origin;
import limpid.water.WaterSettings.Averaging;

/**
 * The chain of means of one section 均值: samples make the day, days the week and the month, months the quarter and the
 * year. What comes from the automatic station and what from manual sampling is averaged apart and joined per week and
 * month (环办监测函〔2020〕82号), so that six sets a day and one sample a month each keep their weight.
 */
public final class SectionMeans {
    private static final ItemSet PREFERRED = ItemSet.named("automatic-preferred");

    private SectionMeans() {}

    /**
     * The means of a local day.
     *
     * @param origin by which monitoring
     * @param items  mean by item code; insufficient where no value was valid
     */
    public record Day(LocalDate date, Origin origin, SortedMap<String, PeriodMean> items) {}

    /**
     * The means of a month, automatic and manual monitoring joined.
     *
     * @param items mean by item code; insufficient where too few days had one
     */
    public record Month(YearMonth month, SortedMap<String, PeriodMean> items) {}

    /**
     * The day of a section by one kind of monitoring.
     *
     * @param sets     valid values by item; an item that was measured and never valid has none
     * @param expected sets due, 0 where no plan says so
     */
    public static Day ofDay(
            LocalDate date, Origin origin, Map<String, List<Measured>> sets, int expected, Averaging settings) {
        SortedMap<String, PeriodMean> items = new TreeMap<>();
        sets.forEach((code, values) ->
                items.put(code, PeriodMean.ofDay(code, values, Math.max(expected, values.size()), settings)));
        return new Day(date, origin, items);
    }

    /** The month of a section from its days. */
    public static Month ofMonth(YearMonth month, Collection<Day> days, Averaging settings) {
        int expected = month.lengthOfMonth();
        return new Month(month, ofDays(days, (code, parts) -> PeriodMean.ofMonth(code, parts, expected, settings)));
    }

    /** The means of a week from its days. */
    public static SortedMap<String, PeriodMean> ofWeek(Collection<Day> days, Averaging settings) {
        return ofDays(days, (code, parts) -> PeriodMean.ofWeek(code, parts, 7, settings));
    }

    /** The means of a month, quarter, half-year or year from its months. */
    public static SortedMap<String, PeriodMean> ofMonths(
            AssessmentPeriod.Kind kind, Collection<Month> months, Averaging settings) {
        SortedMap<String, List<PeriodMean>> parts = new TreeMap<>();
        months.forEach(month -> addTo(parts, month.items()));
        return switch (kind) {
            case MONTH ->
                months.isEmpty() ? new TreeMap<>() : months.iterator().next().items();
            case QUARTER -> each(parts, (code, values) -> PeriodMean.ofQuarter(code, values, settings));
            case HALF_YEAR -> each(parts, (code, values) -> PeriodMean.ofHalfYear(code, values, settings));
            case YEAR -> each(parts, (code, values) -> PeriodMean.ofYear(code, values, settings));
            case WEEK, SPAN ->
                throw new IllegalArgumentException("a " + kind.code() + " is made of days, not of months");
        };
    }

    private interface Averager {
        PeriodMean of(String code, List<PeriodMean> parts);
    }

    private static SortedMap<String, PeriodMean> ofDays(Collection<Day> days, Averager averager) {
        SortedMap<String, PeriodMean> automatic = each(parts(days, Origin.AUTOMATIC), averager);
        SortedMap<String, PeriodMean> manual = each(parts(days, Origin.MANUAL), averager);
        SortedMap<String, PeriodMean> joined = new TreeMap<>(automatic);
        joined.putAll(manual);
        DataFusion.of(averaged(automatic), averaged(manual), PREFERRED)
                .forEach((code, fused) -> joined.put(code, chosen(code, fused, automatic, manual)));
        return joined;
    }

    private static PeriodMean chosen(
            String code, Fused fused, Map<String, PeriodMean> automatic, Map<String, PeriodMean> manual) {
        return Objects.requireNonNull((fused.origin() == Origin.AUTOMATIC ? automatic : manual).get(code));
    }

    private static Map<String, BigDecimal> averaged(Map<String, PeriodMean> means) {
        Map<String, BigDecimal> values = new TreeMap<>();
        means.forEach((code, mean) -> mean.value().ifPresent(value -> values.put(code, value)));
        return values;
    }

    private static SortedMap<String, List<PeriodMean>> parts(Collection<Day> days, Origin origin) {
        SortedMap<String, List<PeriodMean>> parts = new TreeMap<>();
        days.stream().filter(day -> day.origin() == origin).forEach(day -> addTo(parts, day.items()));
        return parts;
    }

    private static void addTo(Map<String, List<PeriodMean>> parts, Map<String, PeriodMean> items) {
        items.forEach((code, mean) ->
                parts.computeIfAbsent(code, item -> new ArrayList<>()).add(mean));
    }

    private static SortedMap<String, PeriodMean> each(Map<String, List<PeriodMean>> parts, Averager averager) {
        SortedMap<String, PeriodMean> means = new TreeMap<>();
        parts.forEach((code, values) -> means.put(code, averager.of(code, values)));
        return means;
    }
}
