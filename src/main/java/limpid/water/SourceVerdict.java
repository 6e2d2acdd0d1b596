package limpid.water;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import limpid.standard.ClassLimits;
import limpid.standard.ClassLimits.AtLeast;
import limpid.standard.ClassLimits.AtMost;
import limpid.standard.ClassLimits.Item;
import limpid.standard.ClassLimits.Limit;
import limpid.standard.ClassLimits.Threshold;
import limpid.standard.ClassLimits.Unclassed;
import limpid.standard.ClassLimits.Within;
import limpid.station.Station.WaterBodyType;
import limpid.water.SectionClass.LeftOut;
import limpid.water.SectionClass.Why;
import limpid.water.TargetVerdict.Failing;
import org.jspecify.annotations.Nullable;

/**
 * Whether a drinking-water source 集中式饮用水水源 complies: items of GB 3838-2002 table 1 at class Ⅲ, those of tables 2 and 3
 * at their limits; one failing item fails the source.
 */
public sealed interface SourceVerdict {
    /** Its name. */
    String name();

    /** River, lake or groundwater. */
    Kind kind();

    /** Water taken in the period, in the unit of the report (10^4 t, or m3); null where it was not reported. */
    @Nullable
    BigDecimal volume();

    /**
     * A verdict.
     *
     * @param failing       the items that fail, with multiple where one is computed
     * @param itemsAssessed how many items the verdict rests on
     * @param leftOut       items of the list that could not be judged, with the reason
     * @param geological    whether all that fails comes from geology, which is printed with its cause
     */
    record Judged(
            String name,
            Kind kind,
            @Nullable BigDecimal volume,
            List<Failing> failing,
            int itemsAssessed,
            List<LeftOut> leftOut,
            boolean geological)
            implements SourceVerdict {
        /** Whether the source complies. */
        public boolean complies() {
            return failing.isEmpty();
        }
    }

    /** No verdict: the source was not monitored. */
    record NotMonitored(String name, Kind kind, @Nullable BigDecimal volume, String reason) implements SourceVerdict {}

    /** What kind of water a source takes. */
    enum Kind {
        /** 河流型. */
        RIVER,
        /** 湖库型. */
        LAKE,
        /** 地下水型, held to GB/T 14848 class Ⅲ, of which no table ships: its verdict comes with the report. */
        GROUNDWATER
    }

    /**
     * Judges a surface source.
     *
     * @param values  by item code, in the unit of the standard; "0.05L" values as such
     * @param itemSet the list the source is monitored for
     * @param edition of the limits
     */
    static SourceVerdict of(
            String name,
            WaterBodyType type,
            @Nullable BigDecimal volume,
            Map<String, Measured> values,
            ItemSet itemSet,
            String edition) {
        ClassLimits limits = SectionClass.limits(type, edition);
        List<Failing> failing = new ArrayList<>();
        List<LeftOut> leftOut = new ArrayList<>();
        int assessed = 0;
        for (String code : itemSet.codes()) {
            Measured value = values.get(code);
            Item item = limits.item(code).orElse(null);
            Why why = whyNot(item, value);
            if (why != null || item == null || value == null) {
                leftOut.add(new LeftOut(code, why == null ? Why.NO_LIMIT : why));
            } else {
                assessed++;
                if (!item.limit().meets(value.value(), WaterClass.THREE)) {
                    failing.add(failure(item, value.value()));
                }
            }
        }
        Kind kind = type == WaterBodyType.LAKE ? Kind.LAKE : Kind.RIVER;
        return assessed == 0
                ? new NotMonitored(name, kind, volume, "no item of the list '" + itemSet.name() + "' was measured")
                : new Judged(name, kind, volume, List.copyOf(failing), assessed, List.copyOf(leftOut), false);
    }

    private static @Nullable Why whyNot(@Nullable Item item, @Nullable Measured value) {
        if (value == null) {
            return Why.NOT_MEASURED;
        }
        if (item == null || item.limit() instanceof Unclassed) {
            return Why.NO_LIMIT;
        }
        if (value.value().signum() < 0) {
            return Why.NEGATIVE;
        }
        return value.belowDetection() && !surelyJudged(item.limit(), value.value()) ? Why.DETECTION_LIMIT : null;
    }

    /** Whether a value somewhere below the detection limit can be judged at all. */
    private static boolean surelyJudged(Limit limit, BigDecimal detectionLimit) {
        return switch (limit) {
            case AtMost most -> most.meets(detectionLimit, WaterClass.THREE);
            case Threshold threshold -> threshold.meets(detectionLimit, WaterClass.THREE);
            case AtLeast least -> detectionLimit.compareTo(least.limits().get(WaterClass.THREE - 1)) <= 0;
            case Within within -> false;
            case Unclassed unclassed -> false;
        };
    }

    private static Failing failure(Item item, BigDecimal value) {
        return new Failing(
                item.code(),
                item.nameZh(),
                value,
                item.limit().upper(WaterClass.THREE).orElse(null),
                Exceedance.fromClassThree(item.limit(), value).orElse(null));
    }
}
