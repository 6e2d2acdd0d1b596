package limpid.noise;

import java.math.BigDecimal;
import java.util.Optional;
import limpid.measure.Coded;
import limpid.measure.Coverage;

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

    /** The figure as it is published; empty where there is none. */
    default Optional<BigDecimal> published(NoiseSettings settings) {
        return value().map(settings::published);
    }

    /** Why there is no figure; empty where there is one. */
    default Optional<Shortfall> shortfall() {
        return switch (this) {
            case Known known -> Optional.empty();
            case Insufficient insufficient -> Optional.of(insufficient.reason);
        };
    }

    /** What a figure wants. */
    enum Shortfall implements Coded {
        /** Nothing was collected 无数据. */
        NO_DATA("noData"),
        /** Less is valid than the rule set requires. */
        TOO_FEW_VALID("tooFewValid"),
        /** Statistical levels need samples; the station sent averages only. */
        NOT_SAMPLED("notSampled"),
        /** The station sent no such figure in its record. */
        NOT_SENT("notSent"),
        /** The station's five statistical levels do not fall from L5 to L95. */
        CONTRADICTORY("contradictory"),
        /** The part of the day it is made of has no figure. */
        PART_MISSING("partMissing");

        private final String code;

        Shortfall(String code) {
            this.code = code;
        }

        /**
         * The one of this name.
         *
         * @throws IllegalArgumentException where there is none
         */
        public static Shortfall of(String code) {
            return Coded.find(values(), code)
                    .orElseThrow(() -> new IllegalArgumentException("no shortfall '" + code + "'"));
        }

        /** For a span of which too few seconds are valid. */
        static Shortfall ofTooFew(LevelTally tally) {
            return tally.collectedSeconds() == 0 ? NO_DATA : TOO_FEW_VALID;
        }

        /** The name in answers. */
        @Override
        public String code() {
            return code;
        }
    }
}
