package limpid.programme;

import java.math.BigDecimal;
import java.util.Optional;
import limpid.measure.AssessmentPeriod;
import org.jspecify.annotations.Nullable;

/**
 * A target of an indicator as its document prints it.
 *
 * @param period    by when; null for every assessed year
 * @param operator  as printed
 * @param printed   the value as printed, a number or words
 * @param unit      as printed
 * @param aim       whether the document only strives for it 力争, 争取, 左右
 * @param document  where it stands
 * @param locator   row or clause in it
 * @param monitored whether stations give the figure: {@code y}, {@code part} or {@code n}
 * @param quote     words of the document
 * @param anomaly   what is odd in the document; empty where nothing is
 * @param line      in the programme's file
 */
public record Target(
        @Nullable AssessmentPeriod period,
        Operator operator,
        String printed,
        String unit,
        Kind kind,
        boolean aim,
        Programme.Document document,
        String locator,
        String monitored,
        String quote,
        String note,
        String anomaly,
        int line) {

    /** The number; empty where words are printed. */
    public Optional<BigDecimal> number() {
        return printed.matches("[+-]?\\d+(\\.\\d+)?") ? Optional.of(new BigDecimal(printed)) : Optional.empty();
    }

    /** What a printed row is. */
    public enum Kind {
        /** 约束性. */
        BINDING,
        /** 预期性. */
        EXPECTED,
        /** A target without a kind of its own. */
        TARGET,
        /** A piece of work to be done. */
        TASK,
        /** A rule to be kept. */
        RULE,
        /** The state at the beginning, nothing to reach. */
        BASELINE,
        /** A fact the document tells, nothing to reach. */
        OBSERVED;

        /** Whether it only tells a fact. */
        public boolean isFact() {
            return this == BASELINE || this == OBSERVED;
        }
    }
}
