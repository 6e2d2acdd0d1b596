package limpid.air;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import limpid.measure.LocalDay;
import limpid.standard.AirCategories;
import limpid.standard.AirCategories.Category;
import limpid.standard.AirDigits;
import limpid.standard.AirIndexItem;
import limpid.standard.AirIndexRule;
import limpid.standard.AirStandard;
import limpid.standard.Averaging;
import limpid.standard.BreakpointTable;
import limpid.standard.BreakpointTable.Column;
import limpid.standard.Edition;
import limpid.standard.Pollutant;
import limpid.standard.StandardBook;
import org.jspecify.annotations.Nullable;

/**
 * The air quality index 空气质量指数 of hours and days by HJ 633-2012 and HJ 633-2026. Concentrations are rounded half to even
 * to published decimals, each IAQI goes up to the next whole number, the AQI is the greatest of them. What an edition
 * does with a missing pollutant, and above its table, is data of the edition.
 */
public final class AirQualityIndex {
    private final AirSettings.Index settings;

    /** An index under these settings. */
    public AirQualityIndex(AirSettings settings) {
        this.settings = settings.index();
    }

    /**
     * The edition by which the hours and the day of a local day are judged. The hour stamped 2026-03-01T00:00 is the last
     * of 28 February and so of HJ 633-2012. Empty before the first edition.
     */
    public static Optional<Edition> edition(LocalDay day) {
        return StandardBook.standard().inForce("air-index", day.date());
    }

    /** The index of an hour from its 1-hour means 实时报. */
    public AirIndex hour(Edition edition, Map<Pollutant, BigDecimal> hourMeans, MonitoringPlan plan) {
        return hour(edition, AirValues.ofHour(hourMeans), plan);
    }

    /**
     * The index of an hour 实时报 (HJ 633-2012 5.1.3, HJ 633-2026 4.2.3).
     *
     * @param values its 1-hour means; with them the sliding means that the setting {@code hourItems = TEXT} or an SO2 above
     *               800 ug/m3 under HJ 633-2012 asks for
     */
    public AirIndex hour(Edition edition, AirValues values, MonitoringPlan plan) {
        List<AirIndexItem> items = AirIndexItem.hour(edition, settings.hourItems().variant());
        Integer incompleteAbove = AirIndexRule.of(edition).incompleteAbove();
        if (incompleteAbove == null && settings.incompleteHoursAsIn2026()) {
            incompleteAbove = AirIndexRule.of(AirStandard.OF_2026_TRANSITION.index()).incompleteAbove();
        }
        return index(edition, items, values, plan, incompleteAbove);
    }

    /** The index of a day from its daily means, O3 by its daily maximum 8-hour mean 日报. */
    public AirIndex day(Edition edition, Map<Pollutant, BigDecimal> dayValues, MonitoringPlan plan) {
        return day(edition, AirValues.ofDay(dayValues), plan);
    }

    /**
     * The index of a day 日报 (HJ 633-2012 5.1.2, HJ 633-2026 4.2.2).
     *
     * @param values its daily means, with O3 as its daily maximum 8-hour mean; the daily maximum 1-hour mean of O3 may
     *               stand beside it, for the setting {@code ozoneHourInDay} and for O3 above 800 ug/m3 under HJ 633-2012
     */
    public AirIndex day(Edition edition, AirValues values, MonitoringPlan plan) {
        List<AirIndexItem> items = AirIndexItem.day(edition, settings.dayItems().variant());
        return index(edition, items, values, plan, AirIndexRule.of(edition).incompleteAbove());
    }

    private AirIndex index(
            Edition edition,
            List<AirIndexItem> items,
            AirValues values,
            MonitoringPlan plan,
            @Nullable Integer incompleteAbove) {
        AirIndexRule rule = AirIndexRule.of(edition);
        List<SubIndex> subIndices = subIndices(edition, items, values, plan);
        Integer rest = greatest(subIndices);
        if (rest == null) {
            return unpublished(rule, edition, subIndices, null, Reason.MISSING);
        }
        boolean publish = incompleteAbove == null || rest > incompleteAbove || complete(subIndices, plan);
        return publish
                ? published(rule, edition, subIndices, rest)
                : unpublished(rule, edition, subIndices, rest, Reason.INCOMPLETE);
    }

    private static AirIndex published(AirIndexRule rule, Edition edition, List<SubIndex> items, int aqi) {
        Category category = AirCategories.of(edition).of(aqi);
        return new AirIndex(
                edition,
                items,
                aqi,
                null,
                aqi,
                category,
                aqi > rule.primaryAbove() ? withIndex(items, aqi) : List.of(),
                aqi < category.min(),
                rule.incompleteClause());
    }

    private static AirIndex unpublished(
            AirIndexRule rule, Edition edition, List<SubIndex> items, @Nullable Integer rest, Reason reason) {
        return new AirIndex(edition, items, null, reason, rest, null, List.of(), false, rule.incompleteClause());
    }

    private static @Nullable Integer greatest(List<SubIndex> items) {
        Integer greatest = null;
        for (SubIndex item : items) {
            Integer iaqi = item.iaqi();
            if (iaqi != null && (greatest == null || iaqi > greatest)) {
                greatest = iaqi;
            }
        }
        return greatest;
    }

    private static List<Pollutant> withIndex(List<SubIndex> items, int iaqi) {
        return items.stream()
                .filter(item -> item.iaqi() != null && item.iaqi() == iaqi)
                .map(SubIndex::pollutant)
                .distinct()
                .toList();
    }

    private static boolean complete(List<SubIndex> items, MonitoringPlan plan) {
        Set<Pollutant> lacking = EnumSet.allOf(Pollutant.class);
        lacking.removeAll(plan.harmless());
        for (SubIndex item : items) {
            if (item.iaqi() != null) {
                lacking.remove(item.pollutant());
            }
        }
        return lacking.isEmpty();
    }

    private List<SubIndex> subIndices(
            Edition edition, List<AirIndexItem> items, AirValues values, MonitoringPlan plan) {
        BreakpointTable table = BreakpointTable.of(edition);
        boolean rounds = AirIndexRule.of(edition).roundsInput() || settings.roundsInput2012();
        List<SubIndex> subIndices = new ArrayList<>(items.size());
        for (AirIndexItem item : items) {
            subIndices.add(values.value(item.input(), item.pollutant())
                    .map(value -> measured(table, item, value, values, rounds))
                    .orElseGet(() -> gap(item, null, null, absence(item.pollutant(), values, plan))));
        }
        return subIndices;
    }

    private static Reason absence(Pollutant pollutant, AirValues values, MonitoringPlan plan) {
        return plan.outside().contains(pollutant) ? Reason.OUTSIDE_PLAN : values.reason(pollutant);
    }

    private static SubIndex measured(
            BreakpointTable table, AirIndexItem item, BigDecimal value, AirValues values, boolean rounds) {
        BigDecimal published = AirDigits.index(item.pollutant(), value);
        BigDecimal input = rounds ? published : value;
        if (input.signum() < 0) {
            return gap(item, value, published, Reason.NEGATIVE);
        }
        Column column = table.column(item.column(), item.pollutant())
                .orElseThrow(() -> new IllegalArgumentException(
                        table.edition() + " has no column " + item.column() + " for " + item.pollutant()));
        OptionalInt iaqi = column.index(input);
        if (iaqi.isPresent()) {
            return new SubIndex(item.pollutant(), item.input(), value, published, iaqi.getAsInt(), null);
        }
        return instead(table, item, column, values, rounds)
                .orElseGet(() -> gap(item, value, published, Reason.ABOVE_TABLE));
    }

    /** The index of the averaging that is reported in place of one above its column (HJ 633-2012 table 1, notes 2 and 3). */
    private static Optional<SubIndex> instead(
            BreakpointTable table, AirIndexItem item, Column column, AirValues values, boolean rounds) {
        Averaging averaging = column.instead();
        if (averaging == null) {
            return Optional.empty();
        }
        AirIndexItem other = new AirIndexItem(item.pollutant(), averaging, averaging, column.clause());
        return values.value(averaging, item.pollutant()).map(value -> measured(table, other, value, values, rounds));
    }

    private static SubIndex gap(
            AirIndexItem item, @Nullable BigDecimal value, @Nullable BigDecimal published, Reason reason) {
        return new SubIndex(item.pollutant(), item.input(), value, published, null, reason);
    }
}
