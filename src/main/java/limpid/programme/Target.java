package limpid.programme;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import limpid.measure.AssessmentPeriod;
import org.jspecify.annotations.Nullable;

/**
 * A target of an indicator as its document prints it.
 *
 * @param period    of whose figures; null for every assessed year
 * @param due       when it falls due 完成时限; null for the end of the period
 * @param dueWords  the same as printed; empty where the year of the document or of the table's column says it
 * @param operator  as the printed words say: 以下, 以上, 不低于 include the number, 高于 and 低于 do not
 * @param printed   the value, a number or the printed words
 * @param printedEn printed words in English; empty for a number
 * @param words     what is printed of value, operator and unit, such as {@code 50吨以下}
 * @param unit      as printed; {@link #unitZh()} in Chinese
 * @param aim       whether the document only strives for it 力争, 争取, 左右
 * @param document  where it stands
 * @param locator   row or clause in it
 * @param monitored whether stations give the figure: {@code y}, {@code part} or {@code n}
 * @param quote     words of the document, at that row or clause
 * @param lead      units that lead 牵头单位 as printed; empty where none is
 * @param units     other responsible units 责任单位, 参与单位 as printed
 * @param meets     when it is met, where the document prints another way for this target alone; null for the indicator's
 * @param anomaly   what is odd in the document; empty where nothing is
 * @param line      in the programme's file
 */
public record Target(
        @Nullable AssessmentPeriod period,
        @Nullable LocalDate due,
        String dueWords,
        Operator operator,
        String printed,
        String printedEn,
        String words,
        String unit,
        Kind kind,
        boolean aim,
        Programme.Document document,
        String locator,
        String monitored,
        String quote,
        List<String> lead,
        List<String> units,
        @Nullable Condition meets,
        String note,
        String anomaly,
        int line) {

    /** Keeps its own lists. */
    public Target {
        lead = List.copyOf(lead);
        units = List.copyOf(units);
    }

    /** The last day on which it may be reached: as printed, else the end of its period or of the assessed one. */
    LocalDate due(AssessmentPeriod assessed) {
        if (due != null) {
            return due;
        }
        return period == null ? assessed.lastDay() : period.lastDay();
    }

    /** Everybody who answers for it, those who lead first. */
    public List<String> responsible() {
        return Stream.concat(lead.stream(), units.stream()).distinct().toList();
    }

    /** The unit in Chinese. */
    public String unitZh() {
        return Units.zh(unit);
    }

    /** Value and unit; words have none. */
    public Explanation told() {
        return number().isEmpty()
                ? Explanation.printed(printed, textEn())
                : Explanation.printed((printed + " " + unitZh()).strip(), (printed + " " + unit).strip());
    }

    /** The value in English: the number, or the words. */
    public String textEn() {
        return printedEn.isEmpty() ? printed : printedEn;
    }

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
