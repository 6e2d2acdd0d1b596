package limpid.noise;

import java.math.BigDecimal;
import java.util.Optional;
import limpid.measure.Coverage;
import limpid.measure.Rounding;

/** A figure in dB, or the reason why there is none. A missing figure is never zero. */
public sealed interface NoiseLevel {
    /**
     * The figure as calculated.
     *
     * @param unrounded dB with the decimals of the calculation, kept for audit
     */
    record Known(BigDecimal unrounded) implements NoiseLevel {}

    /**
     * 数据不足: no figure.
     *
     * @param reason   what is wanting
     * @param coverage valid, expected and required, in seconds for an hour, hours for a day or night, points for a city
     */
    record Insufficient(Shortfall reason, Coverage coverage) implements NoiseLevel {}

    /** The figure as calculated, dB; empty where there is none. */
    default Optional<BigDecimal> value() {
        return switch (this) {
            case Known known -> Optional.of(known.unrounded);
            case Insufficient insufficient -> Optional.empty();
        };
    }

    /** The figure at this number of decimals, half to even (GB/T 8170); empty where there is none. */
    default Optional<BigDecimal> rounded(int digits) {
        return value().map(level -> Rounding.halfEven(level, digits));
    }

    /** Why there is no figure; empty where there is one. */
    default Optional<Shortfall> shortfall() {
        return switch (this) {
            case Known known -> Optional.empty();
            case Insufficient insufficient -> Optional.of(insufficient.reason);
        };
    }

    /** What a figure wants. */
    enum Shortfall {
        /** Nothing was collected 无数据. */
        NO_DATA("noData"),
        /** Less is valid than the rule set requires. */
        TOO_FEW_VALID("tooFewValid"),
        /** Statistical levels need samples; the station sent averages only. */
        NOT_SAMPLED("notSampled"),
        /** The station sent no such figure in its record. */
        NOT_SENT("notSent");

        private final String code;

        Shortfall(String code) {
            this.code = code;
        }

        /** The name in answers. */
        public String code() {
            return code;
        }
    }
}
