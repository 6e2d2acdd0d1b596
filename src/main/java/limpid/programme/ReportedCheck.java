package limpid.programme;

import java.math.BigDecimal;
import java.time.Year;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import limpid.measure.AssessmentPeriod;
import limpid.programme.Check.Finding;
import limpid.programme.Check.Question;
import org.jspecify.annotations.Nullable;

/** Checks of figures that somebody enters. What is not settled for want of a report is null until the end. */
final class ReportedCheck {
    /** The later end, then the longer one. */
    private static final Comparator<AssessmentPeriod> NEWEST = Comparator.comparing(AssessmentPeriod::lastDay)
            .thenComparing(AssessmentPeriod::startInclusive, Comparator.reverseOrder());

    private final Question question;
    private final List<Report> reports;
    private final Operator operator;
    private final SortedMap<String, Explanation> missing = new TreeMap<>();

    private ReportedCheck(Question question, List<Report> reports) {
        this.question = question;
        this.reports = reports;
        this.operator = question.indicator().operator(question.target());
    }

    static Check of(Question question, List<Report> reports) {
        return new ReportedCheck(question, reports).check();
    }

    /** What was entered for a figure that was not measured enough; empty where nothing was for its period. */
    static Optional<Check> inPlaceOf(Check measured, List<Report> reports) {
        ReportedCheck entered = new ReportedCheck(measured.question(), reports);
        return entered.find(0, "")
                .map(own -> entered.check())
                .filter(check -> !(check instanceof Check.AwaitingReport));
    }

    private Check check() {
        Optional<Report> exempt = reports.stream()
                .filter(report -> report.period().equals(period(0)) && !report.applies())
                .findFirst();
        if (exempt.isPresent()) {
            return new Check.NotApplicable(
                    question,
                    finding(),
                    Explanation.of("reportedNotToApply", exempt.get().source()));
        }
        if (question.target().kind().isFact()) {
            return new Check.NotApplicable(question, finding(), fact());
        }
        return switch (Truth.all(items().stream().map(this::holds))) {
            case HOLDS -> new Check.Met(question, finding());
            case FAILS -> new Check.NotMet(question, finding());
            case OPEN ->
                new Check.AwaitingReport(
                        question,
                        finding(),
                        Explanation.of("noReport", Explanation.all(List.copyOf(missing.values()))));
        };
    }

    private Explanation fact() {
        Report own = find(0, "").orElse(null);
        BigDecimal value = own == null ? null : own.value();
        BigDecimal limit = question.target().number().orElse(null);
        return ComputedCheck.fact(
                question.target(),
                value == null ? null : Precision.PRINTED.of(value, value, limit),
                Explanation.NOTHING);
    }

    private List<String> items() {
        List<String> items = question.indicator().items();
        return items.isEmpty() ? List.of("") : items;
    }

    private Truth holds(String item) {
        Condition own = question.target().meets();
        return holds(own == null ? question.indicator().condition() : own, item);
    }

    private Truth holds(Condition condition, String item) {
        return switch (condition) {
            case Condition.Compare compare ->
                Truth.all(IntStream.range(0, compare.years()).mapToObj(back -> compares(back, item)));
            case Condition.Falling falling -> falls(falling.years(), item);
            case Condition.Option option -> compares(option.item());
            case Condition.AllOf every -> Truth.all(every.all().stream().map(one -> holds(one, item)));
            case Condition.AnyOf some -> Truth.any(some.any().stream().map(one -> holds(one, item)));
        };
    }

    /** A printed number is met by a value; words are by a yes, or by a value with the number they stand for. */
    private Truth compares(int yearsBack, String item) {
        Report report = report(yearsBack, item);
        if (report == null) {
            return Truth.OPEN;
        }
        BigDecimal value = report.value();
        BigDecimal limit = question.target().number().orElse(report.reference());
        if (value != null && limit != null) {
            return Truth.of(operator.holds(value, limit));
        }
        if (limit != null && report.met() != null) {
            missing(Explanation.of(
                    "noValue", name(yearsBack, item), question.target().told()));
            return Truth.OPEN;
        }
        if (report.met() == null) {
            missing(Explanation.of(
                    "noNumber", name(yearsBack, item), question.target().told()));
        }
        return Truth.of(report.met());
    }

    private Truth compares(String option) {
        Report report = report(0, option);
        if (report == null || report.met() != null) {
            return Truth.of(report == null ? null : report.met());
        }
        BigDecimal value = report.value();
        BigDecimal reference = report.reference();
        return value == null || reference == null ? Truth.OPEN : Truth.of(value.compareTo(reference) >= 0);
    }

    private Truth falls(int years, String item) {
        Report told = find(0, item).orElse(null);
        if (told != null && told.met() != null) {
            return Truth.of(told.met());
        }
        List<Truth> steps = new ArrayList<>();
        for (int back = years - 2; back >= 0; back--) {
            BigDecimal before = value(back + 1, item);
            BigDecimal after = value(back, item);
            steps.add(before == null || after == null ? Truth.OPEN : Truth.of(after.compareTo(before) < 0));
        }
        return Truth.all(steps.stream());
    }

    private @Nullable BigDecimal value(int yearsBack, String item) {
        Report report = report(yearsBack, item);
        return report == null ? null : report.value();
    }

    private @Nullable Report report(int yearsBack, String item) {
        Optional<Report> found = find(yearsBack, item);
        if (found.isEmpty()) {
            missing(Explanation.of(name(yearsBack, item)));
        }
        return found.orElse(null);
    }

    private void missing(Explanation told) {
        missing.put(told.en(), told);
    }

    /** Of the period, or while it goes on the newest of a part of it: a half-year, a quarter. */
    private Optional<Report> find(int yearsBack, String item) {
        String period = period(yearsBack);
        return reports.stream()
                .filter(report -> report.item().equals(item) && report.applies())
                .filter(report -> report.period().equals(period) || yearsBack == 0 && isNewestPart(report))
                .max(Comparator.comparing((Report report) -> report.period().equals(period))
                        .thenComparing(
                                report ->
                                        AssessmentPeriod.named(report.period()).orElseThrow(),
                                NEWEST));
    }

    private boolean isNewestPart(Report report) {
        AssessmentPeriod part = AssessmentPeriod.named(report.period()).orElseThrow();
        return question.running()
                && !part.startInclusive().isBefore(question.period().startInclusive())
                && !part.lastDay().isAfter(question.period().lastDay())
                && !part.startInclusive().isAfter(question.asOf());
    }

    private String name(int yearsBack, String item) {
        return item.isEmpty() ? period(yearsBack) : period(yearsBack) + " " + item;
    }

    private String period(int yearsBack) {
        return yearsBack == 0
                ? question.period().name()
                : Year.from(question.period().startInclusive())
                        .minusYears(yearsBack)
                        .toString();
    }

    private Explanation basis(Report own) {
        return question.indicator().computed() == null ? origin(own) : Explanation.of("enteredFigure", origin(own));
    }

    private Explanation origin(Report own) {
        return own.period().equals(period(0))
                ? Explanation.of("reportedBy", own.enteredBy(), own.source())
                : Explanation.of("reportedPart", own.enteredBy(), own.source(), own.period());
    }

    private Finding finding() {
        Report own = find(0, "").orElse(null);
        BigDecimal value = own == null ? null : own.value();
        BigDecimal reference = own == null ? null : own.reference();
        BigDecimal limit = question.target().number().orElse(reference);
        List<Report> used = reports.stream()
                .filter(report -> report.period().compareTo(period(0)) <= 0 || report.equals(own))
                .toList();
        return new Finding(
                value,
                value,
                limit,
                operator,
                Assessor.margin(operator, value, limit),
                own == null ? Explanation.of("reported") : basis(own),
                "",
                List.of(),
                List.of(),
                null,
                used,
                List.of(),
                null);
    }
}
