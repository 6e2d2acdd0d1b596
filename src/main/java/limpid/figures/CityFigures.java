package limpid.figures;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import limpid.air.AirBasis;
import limpid.measure.AssessmentPeriod;
import limpid.programme.Area;
import limpid.programme.Figure;
import limpid.programme.Figures;
import limpid.programme.Measure;
import limpid.programme.Programme;
import limpid.programme.Programmes;
import limpid.programme.Report;

/** What the stores know of a city, for the checks of one programme; each figure is made once. */
final class CityFigures implements Figures {
    private final Programme programme;
    private final Programmes programmes;
    private final String city;
    private final Knowledge knowledge;
    private final EnteredFigures entered;
    private final AirBasis basis;
    private final Map<Question, Figure> made = new HashMap<>();

    /** @param basis by which texts air is judged */
    CityFigures(
            Programme programme,
            Programmes programmes,
            String city,
            Knowledge knowledge,
            EnteredFigures entered,
            AirBasis basis) {
        this.basis = basis;
        this.programme = programme;
        this.programmes = programmes;
        this.city = city;
        this.knowledge = knowledge;
        this.entered = entered;
    }

    private record Question(Measure measure, AssessmentPeriod period, LocalDate last) {}

    @Override
    public Figure computed(Measure measure, AssessmentPeriod period, LocalDate lastInclusive) {
        Question question = new Question(measure, period, lastInclusive);
        Figure known = made.get(question);
        if (known != null) {
            return known;
        }
        Figure figure = make(question);
        made.put(question, figure);
        return figure;
    }

    private Figure make(Question question) {
        Measure measure = question.measure;
        AssessmentPeriod period = question.period;
        LocalDate last = question.last;
        Area area = programme.area(measure);
        return switch (measure.kind()) {
            case AIR_STATIONS -> new StationFigures(knowledge, city, area).count(measure, last);
            case AIR_NETWORK -> new StationFigures(knowledge, city, area).network(measure, last);
            case DATA_TRANSMISSION, DATA_CAPTURE ->
                new StationFigures(knowledge, city, area).rate(measure, period, last);
            case AIR_RANK -> ranks().rank(period, last);
            case AIR_RANK_CHANGE -> ranks().change(period, last);
            case PROGRAMME_GRADES -> grades(measure, period, last);
            default -> ofMedium(measure, area, period, last);
        };
    }

    private Figure ofMedium(Measure measure, Area area, AssessmentPeriod period, LocalDate last) {
        String code = measure.kind().code();
        if (code.startsWith("air.")) {
            return new AirFigures(knowledge, city, area, basis).of(measure, period, last);
        }
        return code.startsWith("water.")
                ? new WaterFigures(knowledge, city, area, programme.least()).of(measure, period, last)
                : new NoiseFigures(knowledge, city, area, programme).of(measure, period, last);
    }

    private RankFigures ranks() {
        return new RankFigures(knowledge, city, programme.least().cities());
    }

    private Figure grades(Measure measure, AssessmentPeriod period, LocalDate last) {
        Programme graded = measure.option("of").flatMap(programmes::find).orElse(programme);
        Figures figures =
                graded == programme ? this : new CityFigures(graded, programmes, city, knowledge, entered, basis);
        return GradeFigures.of(measure, graded, figures, period, last);
    }

    @Override
    public List<Report> reports(String indicator, String part) {
        return entered.of(programme, indicator, part);
    }
}
