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
    default Explanation reason() {
        return switch (this) {
            case Met met -> Explanation.NOTHING;
            case NotMet notMet -> Explanation.NOTHING;
            case NotDue early -> early.due;
            case OnSchedule ahead -> ahead.path;
            case BehindSchedule late -> late.path;
            case Insufficient insufficient -> insufficient.why;
            case AwaitingReport awaiting -> awaiting.missing;
            case NotApplicable other -> other.why;
        };
    }

    /** Days left of the period where the rest of it can still afford something; null elsewhere. */
    default @Nullable Integer remainingDays() {
        return finding().allowance() == null
                ? null
                : Math.toIntExact(question().period().lastDay().toEpochDay()
                        - question().asOf().toEpochDay());
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

    /** 未到期: not reached yet, and there is time left. */
    record NotDue(Question question, Finding finding, Explanation due) implements Check {
        @Override
        public String verdict() {
            return "notDue";
        }
    }

    /** 符合时序进度: not reached yet, but where the document's path to it says it should be by now. */
    record OnSchedule(Question question, Finding finding, Explanation path) implements Check {
        @Override
        public String verdict() {
            return "onSchedule";
        }
    }

    /** 滞后于时序进度: not even what the document asks for by now on the way to it. */
    record BehindSchedule(Question question, Finding finding, Explanation path) implements Check {
        @Override
        public String verdict() {
            return "behindSchedule";
        }
    }

    /** 数据不足: too little was measured. */
    record Insufficient(Question question, Finding finding, Explanation why) implements Check {
        @Override
        public String verdict() {
            return "insufficient";
        }
    }

    /** 待报送: nobody has entered the figure. */
    record AwaitingReport(Question question, Finding finding, Explanation missing) implements Check {
        @Override
        public String verdict() {
            return "awaitingReport";
        }
    }

    /** 不适用: the indicator is not meant for the city, or the row tells a fact. */
    record NotApplicable(Question question, Finding finding, Explanation why) implements Check {
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

        /** The last day on which it may be reached. */
        public LocalDate due() {
            return target.due(period);
        }

        /** Whether there is time left. */
        public boolean early() {
            return asOf.isBefore(due());
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
     * @param counted   how much of what is due it rests on; null where nothing is counted
     */
    record Finding(
            @Nullable BigDecimal value,
            @Nullable BigDecimal unrounded,
            @Nullable BigDecimal limit,
            Operator operator,
            @Nullable BigDecimal margin,
            Explanation basis,
            String edition,
            List<Figure.Item> items,
            List<Figure.Beside> besides,
            @Nullable Allowance allowance,
            List<Report> reports,
            List<String> leftOut,
            Figure.@Nullable Counted counted) {
        /** Keeps its own lists. */
        public Finding {
            items = List.copyOf(items);
            besides = List.copyOf(besides);
            reports = List.copyOf(reports);
            leftOut = List.copyOf(leftOut);
        }
    }
}
