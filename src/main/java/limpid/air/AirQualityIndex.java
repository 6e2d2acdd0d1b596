package limpid.air;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import limpid.air.SubIndex.Instead;
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
 * The air quality index 空气质量指数 of hours and days by HJ 633-2012 and HJ 633-2026. Concentrations are rounded half to
 * even to published decimals, each IAQI goes up to the next whole number, the AQI is the greatest of them. What an
 * edition does with a missing pollutant, and above its table, is data of the edition.
 */
public final class AirQualityIndex {
    private static final int NONE = -1;

    private final AirSettings.Index settings;
    private final Map<String, Rules> rules = new ConcurrentHashMap<>();

    /** An index under these settings. */
    public AirQualityIndex(AirSettings settings) {
        this.settings = settings.index();
    }

    /**
     * The edition by which the hours and the day of a local day are judged. The hour stamped 2026-03-01T00:00 is the
     * last of 28 February and so of HJ 633-2012. Empty before the first edition.
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
     * @param values its 1-hour means; with them the sliding means that the setting {@code hourItems = TEXT} or an SO2
     *               above 800 ug/m3 under HJ 633-2012 asks for
     */
    public AirIndex hour(Edition edition, AirValues values, MonitoringPlan plan) {
        Rules of = rules(edition);
        return index(of, of.hourItems, values, plan, of.incompleteHourAbove);
    }

    /** The index of a day from its daily means, O3 by its daily maximum 8-hour mean 日报. */
    public AirIndex day(Edition edition, Map<Pollutant, BigDecimal> dayValues, MonitoringPlan plan) {
        return day(edition, AirValues.ofDay(dayValues), plan);
    }

    /**
     * The index of a day 日报 (HJ 633-2012 5.1.2, HJ 633-2026 4.2.2).
     *
     * @param values its daily means, with O3 as its daily maximum 8-hour mean; the daily maximum 1-hour mean of O3 may
     *               stand beside it, for the setting {@code ozoneHourInDay} and for O3 above 800 ug/m3 under HJ
     *               633-2012
     */
    public AirIndex day(Edition edition, AirValues values, MonitoringPlan plan) {
        Rules of = rules(edition);
        return index(of, of.dayItems, values, plan, of.rule.incompleteAbove());
    }

    private Rules rules(Edition edition) {
        return rules.computeIfAbsent(edition.code(), code -> Rules.of(edition, settings));
    }

    /** What the tables and settings say about an edition, looked up once. */
    private record Rules(
            Edition edition,
            AirIndexRule rule,
            BreakpointTable breakpoints,
            AirCategories categories,
            List<AirIndexItem> hourItems,
            List<AirIndexItem> dayItems,
            @Nullable Integer incompleteHourAbove,
            boolean roundsInput) {

        private static Rules of(Edition edition, AirSettings.Index settings) {
            AirIndexRule rule = AirIndexRule.of(edition);
            AirIndexRule ofHours =
                    settings.incompleteHoursAsIn2026() ? AirIndexRule.of(AirStandard.OF_2026_TRANSITION.index()) : rule;
            return new Rules(
                    edition,
                    rule,
                    BreakpointTable.of(edition),
                    AirCategories.of(edition),
                    AirIndexItem.hour(edition, settings.hourItems().variant()),
                    AirIndexItem.day(edition, settings.dayItems().variant()),
                    ofHours.incompleteAbove(),
                    rule.roundsInput() || settings.roundsInput2012());
        }
    }

    private static AirIndex index(
            Rules rules,
            List<AirIndexItem> items,
            AirValues values,
            MonitoringPlan plan,
            @Nullable Integer incompleteAbove) {
        List<SubIndex> subIndices = new ArrayList<>(items.size());
        for (AirIndexItem item : items) {
            subIndices.add(subIndex(rules, item, values, plan));
        }
        int rest = greatest(subIndices);
        if (rest == NONE) {
            return unpublished(rules, subIndices, null, Reason.MISSING);
        }
        if (rest <= leastAbove(rules, items, subIndices)) {
            return unpublished(rules, subIndices, rest, Reason.ABOVE_TABLE);
        }
        boolean publish = incompleteAbove == null || rest > incompleteAbove || complete(subIndices, plan);
        return publish ? published(rules, subIndices, rest) : unpublished(rules, subIndices, rest, Reason.INCOMPLETE);
    }

    /**
     * What the index is at least where a concentration is above its column and nothing stands in for it: the last index
     * of the column; -1 where there is none. A day must not be excellent for want of the index that would make it severe.
     */
    private static int leastAbove(Rules rules, List<AirIndexItem> items, List<SubIndex> subIndices) {
        int least = NONE;
        for (int i = 0; i < items.size(); i++) {
            if (subIndices.get(i).reason() == Reason.ABOVE_TABLE) {
                AirIndexItem item = items.get(i);
                int last = rules.breakpoints
                        .column(item.column(), item.pollutant())
                        .map(column -> column.points().getLast().index())
                        .orElseThrow();
                least = Math.max(least, last);
            }
        }
        return least;
    }

    private static AirIndex published(Rules rules, List<SubIndex> items, int aqi) {
        Category category = rules.categories.of(aqi);
        return new AirIndex(
                rules.edition,
                items,
                aqi,
                null,
                aqi,
                category,
                aqi > rules.rule.primaryAbove() ? withIndex(items, aqi) : List.of(),
                aqi < category.min(),
                rules.rule.incompleteClause());
    }

    private static AirIndex unpublished(Rules rules, List<SubIndex> items, @Nullable Integer rest, Reason reason) {
        String clause = rules.rule.incompleteClause();
        return new AirIndex(rules.edition, items, null, reason, rest, null, List.of(), false, clause);
    }

    /** -1 where none has an index. Counted without boxes: on those the compiler gives up, and the method stays slow. */
    private static int greatest(List<SubIndex> items) {
        int greatest = NONE;
        for (SubIndex item : items) {
            Integer iaqi = item.iaqi();
            if (iaqi != null) {
                greatest = Math.max(greatest, iaqi);
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

    private static Reason absence(Pollutant pollutant, AirValues values, MonitoringPlan plan) {
        return plan.outside().contains(pollutant) ? Reason.OUTSIDE_PLAN : values.reason(pollutant);
    }

    private static SubIndex subIndex(Rules rules, AirIndexItem item, AirValues values, MonitoringPlan plan) {
        BigDecimal value = values.value(item.input(), item.pollutant()).orElse(null);
        if (value == null) {
            return gap(item, null, null, absence(item.pollutant(), values, plan));
        }
        SubIndex own = measured(rules, item, value);
        return own.reason() == Reason.ABOVE_TABLE ? instead(rules, item, own, values) : own;
    }

    private static SubIndex measured(Rules rules, AirIndexItem item, BigDecimal value) {
        BigDecimal published = AirDigits.index(item.pollutant(), value);
        BigDecimal input = rules.roundsInput ? published : value;
        if (input.signum() < 0) {
            return gap(item, value, published, Reason.NEGATIVE);
        }
        OptionalInt iaqi = column(rules, item).index(input);
        return iaqi.isPresent()
                ? new SubIndex(item.pollutant(), item.input(), value, published, iaqi.getAsInt(), null)
                : gap(item, value, published, Reason.ABOVE_TABLE);
    }

    private static Column column(Rules rules, AirIndexItem item) {
        return rules.breakpoints
                .column(item.column(), item.pollutant())
                .orElseThrow(() -> new IllegalArgumentException(
                        rules.edition.code() + " has no column " + item.column() + " for " + item.pollutant()));
    }

    /**
     * The index of the averaging that is reported in place of one above its column (HJ 633-2012 table 1, notes 2 and
     * 3), where that averaging has one. No averaging stands in for the one that stands in.
     */
    private static SubIndex instead(Rules rules, AirIndexItem item, SubIndex own, AirValues values) {
        Column column = column(rules, item);
        Averaging averaging = column.instead();
        BigDecimal value = averaging == null
                ? null
                : values.value(averaging, column.pollutant()).orElse(null);
        if (averaging == null || value == null) {
            return own;
        }
        SubIndex other =
                measured(rules, new AirIndexItem(column.pollutant(), averaging, averaging, column.clause()), value);
        if (other.iaqi() == null) {
            return own;
        }
        Instead by = new Instead(averaging, Objects.requireNonNull(other.concentration()));
        return new SubIndex(
                item.pollutant(), item.input(), own.unrounded(), own.concentration(), other.iaqi(), null, by);
    }

    private static SubIndex gap(
            AirIndexItem item, @Nullable BigDecimal value, @Nullable BigDecimal published, Reason reason) {
        return new SubIndex(item.pollutant(), item.input(), value, published, null, reason);
    }
}
