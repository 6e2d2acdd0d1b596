package limpid.programme;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Optional;

/** How a figure is held against a target. */
public enum Operator {
    /** Strictly less. */
    LESS("<"),
    /** Not more than. */
    AT_MOST("<="),
    /** Exactly, where no direction says otherwise. */
    EQUAL("="),
    /** Not less than. */
    AT_LEAST(">="),
    /** Strictly more. */
    MORE(">");

    private final String sign;

    Operator(String sign) {
        this.sign = sign;
    }

    /** The one that is printed so, for example {@code >=}. */
    public static Optional<Operator> of(String sign) {
        return Arrays.stream(values())
                .filter(operator -> operator.sign.equals(sign))
                .findFirst();
    }

    /** As printed in files and answers. */
    public String sign() {
        return sign;
    }

    /** Whether the value meets the limit. */
    public boolean holds(BigDecimal value, BigDecimal limit) {
        int comparison = value.compareTo(limit);
        return switch (this) {
            case LESS -> comparison < 0;
            case AT_MOST -> comparison <= 0;
            case EQUAL -> comparison == 0;
            case AT_LEAST -> comparison >= 0;
            case MORE -> comparison > 0;
        };
    }

    /** How far the value is on the good side of the limit, negative where it misses it. */
    public BigDecimal margin(BigDecimal value, BigDecimal limit) {
        return switch (this) {
            case LESS, AT_MOST -> limit.subtract(value);
            case EQUAL -> value.subtract(limit).abs().negate();
            case AT_LEAST, MORE -> value.subtract(limit);
        };
    }

    /** Whether greater values are further on the good side. */
    public boolean isLowerBound() {
        return this == AT_LEAST || this == MORE;
    }

    /** Whether smaller values are further on the good side. */
    public boolean isUpperBound() {
        return this == AT_MOST || this == LESS;
    }
}
