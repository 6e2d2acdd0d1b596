package limpid.measure;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Collection;
import java.util.Optional;

/**
 * How the values of a parameter make a mean, where a mean of them means anything; the column {@code mean} of
 * {@code parameters.csv}. The rules of a medium have their own means for what is published; this one serves overviews.
 */
public enum DayStatistic {
    /** The sum over the count. */
    ARITHMETIC {
        @Override
        Optional<BigDecimal> ofValues(Collection<BigDecimal> values) {
            BigDecimal sum = values.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
            return Optional.of(sum.divide(BigDecimal.valueOf(values.size()), MathContext.DECIMAL32));
        }
    },
    /** Sound levels by energy: 10 lg of the mean of 10^(L/10). */
    ENERGY {
        @Override
        Optional<BigDecimal> ofValues(Collection<BigDecimal> values) {
            return Optional.of(logarithmic(values, 10));
        }
    },
    /** pH through hydrogen ions: -lg of the mean of 10^-pH. */
    HYDROGEN_IONS {
        @Override
        Optional<BigDecimal> ofValues(Collection<BigDecimal> values) {
            return Optional.of(logarithmic(values, -1));
        }
    },
    /** No mean: directions, statistical levels, rain. */
    NONE {
        @Override
        Optional<BigDecimal> ofValues(Collection<BigDecimal> values) {
            return Optional.empty();
        }
    };

    private static final MathContext DIGITS = new MathContext(6);

    abstract Optional<BigDecimal> ofValues(Collection<BigDecimal> values);

    /** The mean; empty where there are no values, or none means anything. */
    public Optional<BigDecimal> of(Collection<BigDecimal> values) {
        return values.isEmpty() ? Optional.empty() : ofValues(values);
    }

    /** Sorted before it is summed, so that the order of the values never shows. */
    private static BigDecimal logarithmic(Collection<BigDecimal> values, int factor) {
        double sum = values.stream()
                .mapToDouble(value -> StrictMath.pow(10, value.doubleValue() / factor))
                .sorted()
                .sum();
        return new BigDecimal(factor * StrictMath.log10(sum / values.size())).round(DIGITS);
    }
}
