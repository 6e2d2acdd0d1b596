package limpid.api.programme;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import limpid.api.http.Arguments;
import limpid.programme.Allowance;
import limpid.programme.Area;
import limpid.programme.Check;
import limpid.programme.Check.Finding;
import limpid.programme.Check.Question;
import limpid.programme.CityCheck;
import limpid.programme.Explanation;
import limpid.programme.Figure;
import limpid.programme.Grade;
import limpid.programme.Measure;
import limpid.programme.Target;
import org.jspecify.annotations.Nullable;

/**
 * An indicator held against a target 核查结果.
 *
 * @param period       of the figures
 * @param running      whether the period goes on after the date
 * @param due          by when the target is to be met; null for every assessed year
 * @param value        as published; null with a reason, or where parts are judged each for itself
 * @param operator     as printed; {@code judgedBy} is how it is read
 * @param target       as printed, a number or words
 * @param limit        the number it was held against
 * @param verdict      met, notMet, notDue, onSchedule, behindSchedule, insufficient, awaitingReport or notApplicable
 * @param reasonCode   by which programs know the reason
 * @param reasonZh     the reason in Chinese
 * @param margin       how far on the good side, in the unit; negative where missed
 * @param basisZh      the basis in Chinese
 * @param denominators the same share by each denominator
 * @param allowance    what the rest of a running period can still afford
 * @param beside       the same under the texts of air that were asked for; null where none were, or they change nothing
 * @param unitZh       the unit in Chinese
 * @param targetEn     the target in English: the number, or the words
 * @param words        what is printed of value, operator and unit
 * @param dueOn        the last day on which it may be reached
 * @param aim          whether the document only strives for it 力争
 * @param lead         units that lead 牵头单位, which stand among {@code units} too
 * @param quote        words of the document
 * @param valid        how many stations, sections or days the figure rests on; null where nothing is counted
 * @param expected     how many it should rest on
 * @param leftOut      what did not enter, and why
 * @param area         the part of the city that it is of 范围
 * @param grade        of self-assessment 自评: met, expected, basic or incomplete; null where too little is known
 * @param evidence     address of what it rests on
 */
@Schema(name = "Check")
public record CheckView(
        String programme,
        String city,
        String indicator,
        String part,
        String nameZh,
        String nameEn,
        String period,
        LocalDate asOf,
        boolean running,
        @Nullable String due,
        @Nullable BigDecimal value,
        @Nullable BigDecimal unrounded,
        String operator,
        String judgedBy,
        String target,
        @Nullable BigDecimal limit,
        String unit,
        String kind,
        String verdict,
        @Nullable String reason,
        @Nullable String reasonCode,
        @Nullable String reasonZh,
        @Nullable BigDecimal margin,
        String basis,
        String basisZh,
        String edition,
        List<Share> denominators,
        @Nullable Rest allowance,
        @Nullable Beside beside,
        List<String> units,
        String document,
        String locator,
        String anomaly,
        String unitZh,
        String targetEn,
        String words,
        LocalDate dueOn,
        boolean aim,
        List<String> lead,
        String quote,
        @Nullable Integer valid,
        @Nullable Integer expected,
        List<String> leftOut,
        String area,
        @Nullable String grade,
        @Nullable String gradeZh,
        String evidence) {

    /** A check as an answer. */
    public static CheckView of(String city, Check check) {
        return of(new CityCheck(city, check));
    }

    /** A check with what it would be under other texts of air. */
    public static CheckView of(CityCheck listed) {
        String city = listed.city();
        Check check = listed.check();
        Question question = check.question();
        Target target = question.target();
        Finding finding = check.finding();
        return new CheckView(
                question.programme().id(),
                city,
                question.indicator().no(),
                question.indicator().part(),
                question.indicator().nameZh(),
                question.indicator().nameEn(),
                question.period().name(),
                question.asOf(),
                question.running(),
                target.period() == null ? null : target.period().name(),
                finding.value(),
                finding.unrounded(),
                target.operator().sign(),
                finding.operator().sign(),
                target.printed(),
                finding.limit(),
                target.unit(),
                Arguments.word(target.kind()),
                check.verdict(),
                told(check, Explanation::en),
                told(check, Explanation::code),
                told(check, Explanation::zh),
                finding.margin(),
                finding.basis().en(),
                finding.basis().zh(),
                finding.edition(),
                finding.besides().stream().map(Share::of).toList(),
                Rest.of(check),
                listed.beside() == null ? null : Beside.of(listed.beside()),
                target.responsible(),
                target.document().titleZh(),
                target.locator(),
                target.anomaly(),
                target.unitZh(),
                target.textEn(),
                target.words(),
                question.due(),
                target.aim(),
                target.lead(),
                target.quote(),
                finding.counted() == null ? null : finding.counted().valid(),
                finding.counted() == null ? null : finding.counted().due(),
                finding.leftOut(),
                area(question),
                Grade.of(check).map(Grade::code).orElse(null),
                Grade.of(check).map(Grade::textZh).orElse(null),
                evidence(city, question));
    }

    private static @Nullable String told(Check check, Function<Explanation, String> word) {
        return check.reason().isEmpty() ? null : word.apply(check.reason());
    }

    private static String area(Question question) {
        Measure computed = question.indicator().computed();
        return (computed == null ? Area.CITY : question.programme().area(computed)).nameZh();
    }

    private static String evidence(String city, Question question) {
        return CheckEvidence.address(
                question.programme().id(), city, question.indicator().code(), question.number(), question.asOf());
    }

    /**
     * A share by a denominator.
     *
     * @param denominator validDays or calendarDays
     * @param percent     unrounded; null where the denominator is nothing
     */
    @Schema(name = "CheckDenominator")
    public record Share(
            String denominator,
            BigDecimal part,
            BigDecimal whole,
            @Nullable BigDecimal percent) {
        static Share of(Figure.Beside beside) {
            return new Share(beside.denominator(), beside.part(), beside.whole(), beside.percent());
        }
    }

    /**
     * What is left.
     *
     * @param kind      daysThatMayExceed, meanToKeep or sectionsThatMayFail
     * @param reachable whether the target can still be met
     * @param until     last day of the period
     * @param remainingDays days left to it
     */
    @Schema(name = "CheckAllowance")
    public record Rest(
            String kind, BigDecimal amount, String unit, boolean reachable, LocalDate until, int remainingDays) {
        static @Nullable Rest of(Check check) {
            Allowance allowance = check.finding().allowance();
            Integer days = check.remainingDays();
            return allowance == null || days == null
                    ? null
                    : new Rest(
                            allowance.kind(),
                            allowance.amount(),
                            allowance.unit(),
                            allowance.reachable(),
                            check.question().period().lastDay(),
                            days);
        }
    }

    /**
     * What the check would be under other texts of air than those in force; a what-if that is kept nowhere.
     *
     * @param edition   by which it is judged
     * @param value     as published; null with a reason, or where parts are judged each for itself
     * @param parts     those judged each for itself
     * @param reason    why there is no plain verdict; null where there is one
     * @param margin    how far on the good side; negative where missed
     * @param allowance what the rest of a running period could still afford
     */
    @Schema(name = "CheckBeside")
    public record Beside(
            String edition,
            @Nullable BigDecimal value,
            @Nullable BigDecimal unrounded,
            String verdict,
            List<CheckEvidenceView.ItemView> parts,
            @Nullable String reason,
            @Nullable String reasonZh,
            @Nullable BigDecimal margin,
            @Nullable Rest allowance) {
        static Beside of(Check check) {
            Finding finding = check.finding();
            return new Beside(
                    finding.edition(),
                    finding.value(),
                    finding.unrounded(),
                    check.verdict(),
                    finding.items().stream().map(CheckEvidenceView.ItemView::of).toList(),
                    told(check, Explanation::en),
                    told(check, Explanation::zh),
                    finding.margin(),
                    Rest.of(check));
        }
    }
}
