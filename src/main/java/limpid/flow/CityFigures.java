package limpid.flow;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import limpid.measure.AssessmentPeriod;
import limpid.programme.Figure;
import limpid.programme.Figures;
import limpid.programme.Measure;
import limpid.programme.Programme;
import limpid.programme.Report;
import limpid.store.Reports;

/** What the stores know of a city, for the checks of one programme; each figure is made once. */
final class CityFigures implements Figures {
    private final AirFigures air;
    private final WaterFigures water;
    private final NoiseFigures noise;
    private final List<Report> reports;
    private final Map<Question, Figure> made = new HashMap<>();

    CityFigures(Programme programme, String city, Knowledge knowledge, Reports reports) {
        this.air = new AirFigures(knowledge, city);
        this.water = new WaterFigures(knowledge, city, programme.least());
        this.noise = new NoiseFigures(
                knowledge, city, programme.builtUpAreaM2(), programme.least().points());
        this.reports = reports.inForce(programme.id(), city);
    }

    private record Question(Measure measure, AssessmentPeriod period, LocalDate last) {}

    @Override
    public Figure computed(Measure measure, AssessmentPeriod period, LocalDate lastInclusive) {
        return made.computeIfAbsent(new Question(measure, period, lastInclusive), this::make);
    }

    private Figure make(Question question) {
        String code = question.measure.kind().code();
        if (code.startsWith("air.")) {
            return air.of(question.measure, question.period, question.last);
        }
        return code.startsWith("water.")
                ? water.of(question.measure, question.period, question.last)
                : noise.of(question.measure, question.period, question.last);
    }

    @Override
    public List<Report> reports(String indicator, String part) {
        return reports.stream()
                .filter(report ->
                        report.indicator().equals(indicator) && report.part().equals(part))
                .toList();
    }
}
