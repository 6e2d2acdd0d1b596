package limpid.command;

import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import limpid.measure.Word;
import limpid.programme.Allowance;
import limpid.programme.Check;
import limpid.programme.Check.Question;
import limpid.programme.CityCheck;
import limpid.programme.Explanation;
import limpid.programme.Figure;
import limpid.programme.Programme;
import org.jspecify.annotations.Nullable;

/** Checks as a table for a terminal. */
final class CheckTable {
    private static final int DIGITS = 2;
    private final Function<Explanation, String> language;

    /** @param language in which notes are written */
    CheckTable(Function<Explanation, String> language) {
        this.language = language;
    }

    /** Prints the checks of a programme with their counts. */
    void print(Programme programme, String city, List<CityCheck> checks, PrintWriter out) {
        String date = checks.isEmpty()
                ? ""
                : ", " + checks.getFirst().check().question().asOf();
        out.println(programme.nameZh() + " " + programme.nameEn() + " (" + programme.id() + "), " + city + date);
        out.println();
        if (checks.isEmpty()) {
            out.println("该日期没有指标或所述事实 the programme has no target and tells no fact of that date");
            out.flush();
            return;
        }
        TerminalTable table = new TerminalTable(
                List.of("no", "指标 indicator", "年度", "值 value", "目标 target", "余量 margin", "结论 verdict", "说明 note"));
        checks.forEach(check -> table.add(row(check)));
        table.print(out);
        out.println();
        out.println(summary(checks.stream().map(CityCheck::check).toList()));
        out.flush();
    }

    private List<String> row(CityCheck listed) {
        Check check = listed.check();
        Question question = check.question();
        return List.of(
                question.indicator().code(),
                question.indicator().nameZh(),
                question.period().name(),
                number(check.finding().value()),
                sign(check) + language.apply(question.target().told()),
                number(check.finding().margin()),
                verdict(check),
                note(check) + beside(listed.beside()));
    }

    /** What it would be under other texts of air. */
    private String beside(@Nullable Check check) {
        return check == null
                ? ""
                : "; "
                        + language.apply(Explanation.of(
                                "beside",
                                check.finding().edition(),
                                Explanation.of(check.verdict()),
                                number(check.finding().value())))
                        + rest(check);
    }

    /** Words are not compared. */
    private static String sign(Check check) {
        return check.question().target().number().isEmpty()
                ? ""
                : check.finding().operator().sign() + " ";
    }

    private static String verdict(Check check) {
        return Word.of(check.verdict()).map(word -> word.zh() + " " + word.en()).orElse(check.verdict());
    }

    private static String number(@Nullable BigDecimal value) {
        if (value == null) {
            return "-";
        }
        return (value.scale() > DIGITS ? value.setScale(DIGITS, RoundingMode.HALF_EVEN) : value).toPlainString();
    }

    private String note(Check check) {
        String note = language.apply(
                switch (check) {
                    case Check.Met met -> check.finding().basis();
                    case Check.NotMet missed -> check.finding().basis();
                    case Check.NotDue early -> both(check);
                    case Check.OnSchedule ahead -> both(check);
                    case Check.BehindSchedule late -> both(check);
                    default -> check.reason();
                });
        note += counted(check.finding().counted());
        return note + rest(check);
    }

    /** What the rest of a running period can still afford, and how long it is. */
    private String rest(Check check) {
        Allowance allowance = check.finding().allowance();
        Integer days = check.remainingDays();
        return allowance == null || days == null
                ? ""
                : "; " + language.apply(Explanation.of(allowance.kind())) + " "
                        + allowance.amount().toPlainString() + " "
                        + language.apply(Explanation.of(
                                "remaining", days, check.question().period().lastDay()));
    }

    /** How much it rests on, where that is not all. */
    private String counted(Figure.@Nullable Counted counted) {
        return counted == null || counted.valid() == counted.due()
                ? ""
                : "; " + language.apply(Explanation.of("counted", counted.valid(), counted.due()));
    }

    private static Explanation both(Check check) {
        return Explanation.all(List.of(check.reason(), check.finding().basis()));
    }

    private static String summary(List<Check> checks) {
        Map<String, Long> counts = checks.stream()
                .collect(Collectors.groupingBy(CheckTable::verdict, TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .map(count -> count.getKey() + " " + count.getValue())
                .collect(Collectors.joining(", "));
    }
}
