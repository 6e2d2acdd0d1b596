package limpid.programme;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import limpid.measure.AssessmentPeriod;
import org.jspecify.annotations.Nullable;

/** An indicator held against a target 核查结果, with what it rests on. */
public sealed interface Check {
    /** What was held against what. */
    Question question();

    /** The figure and what it rests on. */
    Finding finding();

    /** The word in answers. */
    String verdict();

    /** Why there is no plain verdict; empty for {@link Met} and {@link NotMet}. */
    default Told reason() {
        return switch (this) {
            case Met met -> Told.NOTHING;
            case NotMet notMet -> Told.NOTHING;
            case Insufficient insufficient -> insufficient.why;
            case AwaitingReport awaiting -> awaiting.missing;
            case NotApplicable other -> other.why;
        };
    }

    /** 达标. */
    record Met(Question question, Finding finding) implements Check {
        @Override
        public String verdict() {
            return "met";
        }
    }

    /** 未达标. */
    record NotMet(Question question, Finding finding) implements Check {
        @Override
        public String verdict() {
            return "notMet";
        }
    }

    /** 数据不足: too little was measured. */
    record Insufficient(Question question, Finding finding, Told why) implements Check {
        @Override
        public String verdict() {
            return "insufficient";
        }
    }

    /** 待报送: nobody has entered the figure. */
    record AwaitingReport(Question question, Finding finding, Told missing) implements Check {
        @Override
        public String verdict() {
            return "awaitingReport";
        }
    }

    /** 不适用: the indicator is not meant for the city, or the row tells a fact. */
    record NotApplicable(Question question, Finding finding, Told why) implements Check {
        @Override
        public String verdict() {
            return "notApplicable";
        }
    }

    /**
     * What was asked.
     *
     * @param period  of the figures
     * @param asOf    the date of the check, the last day taken into account
     * @param number  which target of the indicator, counted from 1
     */
    record Question(
            Programme programme,
            Indicator indicator,
            Target target,
            int number,
            AssessmentPeriod period,
            LocalDate asOf) {
        /** Whether the period goes on after the date. */
        public boolean running() {
            return asOf.isBefore(period.lastDay());
        }

        /** Whether the target is of a later period than the figures. */
        public boolean early() {
            AssessmentPeriod due = target.period();
            return due != null && due.startInclusive().isAfter(period.lastDay());
        }
    }

    /**
     * What was found.
     *
     * @param value     as published; null where there is no one number
     * @param unrounded null with {@code value}
     * @param limit     the number it was held against; null for words
     * @param operator  by which it was judged
     * @param margin    how far on the good side; negative where missed
     * @param basis     what was counted or reported, and by whom
     * @param allowance what the rest of a running period can afford; null where that does not apply
     */
    record Finding(
            @Nullable BigDecimal value,
            @Nullable BigDecimal unrounded,
            @Nullable BigDecimal limit,
            Operator operator,
            @Nullable BigDecimal margin,
            Told basis,
            String edition,
            List<Figure.Item> items,
            List<Figure.Beside> besides,
            @Nullable Allowance allowance,
            List<Report> reports,
            List<String> leftOut) {
        /** Keeps its own lists. */
        public Finding {
            items = List.copyOf(items);
            besides = List.copyOf(besides);
            reports = List.copyOf(reports);
            leftOut = List.copyOf(leftOut);
        }
    }
}
