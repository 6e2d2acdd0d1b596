package limpid.water;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import limpid.standard.ClassLimits;
import limpid.standard.ClassLimits.AtLeast;
import limpid.standard.ClassLimits.Limit;
import limpid.water.SectionClass.ItemClass;
import org.jspecify.annotations.Nullable;

/**
 * Whether a section meets its target 断面达标: every assessed item meets the target class, or the section's own limit of
 * that item where it has one. Multiples count from the limit that the target sets, not from class Ⅲ.
 */
public sealed interface TargetVerdict {
    /** The section's code. */
    String section();

    /** The section's name. */
    String name();

    /**
     * A verdict.
     *
     * @param failing       the items over their target, in the order of the item set; none where the target is met
     * @param itemsAssessed how many items the verdict rests on
     */
    record Judged(String section, String name, List<Failing> failing, int itemsAssessed) implements TargetVerdict {
        /** Whether the section is on target. */
        public boolean meets() {
            return failing.isEmpty();
        }
    }

    /** No verdict: no target, or no class in the period. It leaves the denominator and is named. */
    record NotJudged(String section, String name, String reason) implements TargetVerdict {}

    /**
     * An item that misses its target.
     *
     * @param limit      the limit missed; null for pH, which has a range
     * @param exceedance multiple over that limit; null for pH and dissolved oxygen
     */
    record Failing(
            String code,
            String nameZh,
            BigDecimal value,
            @Nullable BigDecimal limit,
            @Nullable BigDecimal exceedance) {}

    /**
     * Judges a section. A value below a detection limit that lies above the target cannot be judged and counts neither
     * way.
     *
     * @param on the local date whose limits hold, the last day of the period
     */
    static TargetVerdict of(SectionResult section, SectionTarget target, LocalDate on) {
        if (!target.isSet(on)) {
            return new NotJudged(section.section(), section.name(), "no target set");
        }
        SectionClass result = section.sectionClass();
        if (result.waterClass() == null) {
            return new NotJudged(section.section(), section.name(), result.reason());
        }
        ClassLimits limits = SectionClass.limits(result.waterBodyType(), result.edition());
        List<Failing> failing = new ArrayList<>();
        int judged = 0;
        for (ItemClass item : result.items()) {
            Limit limit = limits.item(item.code()).orElseThrow().limit();
            Optional<BigDecimal> own = target.ownLimit(item.code(), on);
            if (own.isPresent() || target.targetClass() != null) {
                Optional<Failing> failure = own.isPresent()
                        ? ownFailure(item, limit, own.get())
                        : classFailure(item, limit, Objects.requireNonNull(target.targetClass()));
                if (!(failure.isPresent() && item.measured().belowDetection())) {
                    judged++;
                    failure.ifPresent(failing::add);
                }
            }
        }
        return judged == 0
                ? new NotJudged(section.section(), section.name(), "no item could be judged against its target")
                : new Judged(section.section(), section.name(), List.copyOf(failing), judged);
    }

    private static Optional<Failing> classFailure(ItemClass item, Limit limit, int target) {
        return item.waterClass() <= target
                ? Optional.empty()
                : Optional.of(new Failing(
                        item.code(),
                        item.nameZh(),
                        item.value(),
                        limit instanceof AtLeast least
                                ? least.limits().get(target - 1)
                                : limit.upper(target).orElse(null),
                        Exceedance.fromClass(limit, target, item.value()).orElse(null)));
    }

    private static Optional<Failing> ownFailure(ItemClass item, Limit limit, BigDecimal own) {
        boolean lower = limit instanceof AtLeast;
        int comparison = item.value().compareTo(own);
        if (lower ? comparison >= 0 : comparison <= 0) {
            return Optional.empty();
        }
        BigDecimal exceedance =
                lower ? null : Exceedance.from(own, item.value()).orElse(null);
        return Optional.of(new Failing(item.code(), item.nameZh(), item.value(), own, exceedance));
    }
}
