package limpid.api;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import limpid.air.AirEvaluation;
import limpid.air.AirPeriod;
import limpid.air.AirSettings.Ties;
import limpid.air.PeriodStatistic;
import limpid.air.Ranking;
import limpid.air.Ranking.Entry;
import limpid.air.Ranking.Place;
import limpid.air.Ranking.Unranked;
import limpid.api.Page.Lines;
import limpid.standard.Pollutant;
import limpid.store.Results.Kind;
import limpid.store.Results.Subject;
import org.jspecify.annotations.Nullable;

/**
 * A city's place by composite index 排名, the lowest index first; cities without one stand at the end.
 *
 * @param rank           equal indices share one; null with a reason
 * @param compositeIndex 环境空气质量综合指数; null with a reason
 * @param mainPollutant  主要污染物: one, or several where their single indices are equal
 * @param validDays      days with a published AQI
 * @param from           first day
 * @param to             last day, which is included
 * @param basis          by which texts it was asked for
 * @param edition        of the limits, with its phase
 * @param ties           competition (1, 1, 3) or dense (1, 1, 2)
 * @param reason         why the city is not ranked
 * @param leftOut        figures of the index that are not there, and why
 * @param evidence       the days it was made of
 */
@Schema(name = "AirRank")
public record AirRankView(
        @Nullable Integer rank,
        String city,
        @Nullable BigDecimal compositeIndex,
        List<String> mainPollutant,
        int validDays,
        LocalDate from,
        LocalDate to,
        String basis,
        String edition,
        String ties,
        @Nullable String reason,
        List<String> leftOut,
        String evidence) {

    static List<AirRankView> of(Map<String, AirEvaluation> evaluations, Ties ties) {
        Ranking ranking = Ranking.of(
                ties,
                evaluations.entrySet().stream()
                        .map(city -> new Entry(
                                city.getKey(), city.getValue().composite().value()))
                        .toList());
        List<AirRankView> views = new ArrayList<>();
        for (Place place : ranking.places()) {
            views.add(of(place.city(), evaluations, ties, place.rank(), null));
        }
        for (Unranked city : ranking.unranked()) {
            views.add(of(city.city(), evaluations, ties, null, city.reason().code()));
        }
        return views;
    }

    private static AirRankView of(
            String city,
            Map<String, AirEvaluation> evaluations,
            Ties ties,
            @Nullable Integer rank,
            @Nullable String reason) {
        AirEvaluation evaluation = evaluations.get(city);
        if (evaluation == null) {
            throw new IllegalStateException(city + " was ranked without an evaluation");
        }
        AirPeriod period = evaluation.period();
        return new AirRankView(
                rank,
                city,
                evaluation.composite().value(),
                evaluation.composite().mainPollutants().stream()
                        .map(Pollutant::code)
                        .toList(),
                evaluation.days().valid(),
                period.fromInclusive(),
                period.lastDay(),
                evaluation.basis().code(),
                evaluation.standard().limits().label(),
                Arguments.word(ties),
                reason,
                leftOut(evaluation),
                AirEvidenceIds.days(new Subject(Kind.CITY, city), period));
    }

    private static List<String> leftOut(AirEvaluation evaluation) {
        List<String> leftOut = new ArrayList<>();
        for (AirEvaluation.PollutantEvaluation pollutant : evaluation.pollutants()) {
            for (PeriodStatistic statistic : pollutant.statistics()) {
                if (statistic.statistic().inIndex() && statistic.reason() != null) {
                    leftOut.add(pollutant.pollutant().code() + ": "
                            + statistic.reason().code());
                }
            }
        }
        return leftOut;
    }

    static Lines<AirRankView> csv() {
        return new Lines<>(
                List.of(
                        "rank",
                        "city",
                        "compositeIndex",
                        "mainPollutant",
                        "validDays",
                        "from",
                        "to",
                        "basis",
                        "edition",
                        "ties",
                        "reason",
                        "leftOut"),
                view -> Arrays.asList(
                        view.rank,
                        view.city,
                        view.compositeIndex,
                        view.mainPollutant,
                        view.validDays,
                        view.from,
                        view.to,
                        view.basis,
                        view.edition,
                        view.ties,
                        view.reason,
                        view.leftOut));
    }
}
