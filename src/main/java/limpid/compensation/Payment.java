package limpid.compensation;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How much is paid for a month of a section 补偿标准, in 10^4 CNY 万元.
 *
 * @param standard  id of the printed standard it is taken from; empty for one of a rule's own
 * @param document  where it is printed; empty where that is the document of the rule
 * @param locator   clause of the document
 * @param quote     its words
 * @param kind      what the amount grows with
 * @param rates     by factor: 万元 a tonne of load, or 万元 a mg/L; none for steps
 * @param steps     amounts by the multiple over the target, the lowest first; none for other kinds
 * @param perMultiple whether the amount of a step is taken 1 + multiple times
 * @param factors   what several factors over their targets come to
 * @param met       what is paid where no factor is over its target
 * @param metAmount 万元 of {@link Met#AMOUNT}; null for the others
 */
public record Payment(
        String standard,
        String document,
        String locator,
        String quote,
        Kind kind,
        SortedMap<String, BigDecimal> rates,
        List<Step> steps,
        boolean perMultiple,
        Factors factors,
        Met met,
        @Nullable BigDecimal metAmount) {
    /** What an amount grows with. */
    public enum Kind {
        /** The load over the target: (value - target) × volume of water × rate a tonne. */
        LOAD,
        /** The concentration over the target: (value - target) × rate a mg/L. */
        CONCENTRATION,
        /** The multiple over the target 超标倍数: a fixed amount by step. */
        STEPS
    }

    /** What several factors over their targets come to. */
    public enum Factors {
        /** All together 各单因子补偿资金之和. */
        SUM,
        /** The greatest of them. */
        WORST
    }

    /** What is paid where no factor is over its target. */
    public enum Met {
        /** Nothing: only upstream pays. */
        NOTHING,
        /** Downstream pays a fixed amount a month. */
        AMOUNT,
        /** Downstream pays for what is better than the target, at the same rates. */
        MARGIN,
        /** What is better than the target is set against what is over it, factor by factor; the sign of the sum says who pays. */
        OFFSET
    }

    /**
     * An amount from a multiple on.
     *
     * @param above  the multiple that must be exceeded; 0 for any value over its target
     * @param amount 万元
     */
    public record Step(BigDecimal above, BigDecimal amount) {
        /** Refuses negative figures. */
        public Step {
            if (above.signum() < 0 || amount.signum() < 0) {
                throw new IllegalArgumentException(
                        "a step has no negative figure: above " + above + " amount " + amount);
            }
        }
    }

    /** Keeps its own copies; refuses what cannot be computed. */
    public Payment {
        rates = Collections.unmodifiableSortedMap(new TreeMap<>(rates));
        steps = List.copyOf(steps);
        if (kind == Kind.STEPS) {
            requireSteps(rates, steps, met);
        } else {
            requireRates(kind, rates, steps, perMultiple);
        }
        if (met == Met.AMOUNT == (metAmount == null)) {
            throw new IllegalArgumentException(
                    "an amount where the target is met goes with 'met: amount' and with no other");
        }
        if (metAmount != null && metAmount.signum() < 0) {
            throw new IllegalArgumentException("metAmount is below 0: " + metAmount);
        }
        if (met == Met.OFFSET && factors == Factors.WORST) {
            throw new IllegalArgumentException(
                    "factors that are set against each other are summed, not the worst taken");
        }
    }

    private static void requireSteps(Map<String, BigDecimal> rates, List<Step> steps, Met met) {
        if (steps.isEmpty() || !rates.isEmpty()) {
            throw new IllegalArgumentException("kind steps has steps and no rates");
        }
        if (met == Met.MARGIN || met == Met.OFFSET) {
            throw new IllegalArgumentException(
                    "what is better than a target has no step: 'met' is nothing or an amount");
        }
        for (int i = 1; i < steps.size(); i++) {
            if (steps.get(i).above().compareTo(steps.get(i - 1).above()) <= 0) {
                throw new IllegalArgumentException(
                        "steps go upwards; " + steps.get(i).above() + " does not");
            }
        }
    }

    private static void requireRates(Kind kind, Map<String, BigDecimal> rates, List<Step> steps, boolean perMultiple) {
        if (rates.isEmpty() || !steps.isEmpty() || perMultiple) {
            throw new IllegalArgumentException(
                    "kind " + kind.name().toLowerCase(Locale.ROOT) + " has rates by factor and no steps");
        }
        rates.forEach((factor, rate) -> {
            if (rate.signum() <= 0) {
                throw new IllegalArgumentException("rate of " + factor + " is not above 0: " + rate);
            }
        });
    }

    /** The step that a multiple reaches; null where it reaches none. */
    @Nullable
    Step step(BigDecimal multiple) {
        Step reached = null;
        for (Step step : steps) {
            if (multiple.compareTo(step.above()) > 0) {
                reached = step;
            }
        }
        return reached;
    }
}
