package limpid.api.air;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import limpid.air.AirSettings.Ranks;
import limpid.air.AirSettings.Ties;
import limpid.air.RankedPeriod;
import limpid.air.Ranking;
import limpid.air.Ranking.Place;
import limpid.air.Ranking.Unranked;
import limpid.api.http.Arguments;
import limpid.api.http.Page.Lines;
import limpid.measure.AssessmentPeriod;
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
 * @param leastDays      days with a value of the pollutant of the index that has the fewest
 * @param dueDays        days of the period that are over
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
        int leastDays,
        int dueDays,
        LocalDate from,
        LocalDate to,
        String basis,
        String edition,
        String ties,
        @Nullable String reason,
        List<String> leftOut,
        String evidence) {

    /** @param today the day after the last one that is due */
    static List<AirRankView> of(
            Map<String, RankedPeriod> periods, Ranks rules, LocalDate today, @Nullable Instant asOf) {
        Ranking ranking = Ranking.of(
                rules.ties(),
                periods.entrySet().stream()
                        .map(city -> city.getValue().entry(city.getKey(), today, rules.leastPercent()))
                        .toList());
        List<AirRankView> views = new ArrayList<>();
        for (Place place : ranking.places()) {
            views.add(of(place.city(), periods, rules.ties(), today, asOf, place.rank(), null));
        }
        for (Unranked city : ranking.unranked()) {
            views.add(of(
                    city.city(),
                    periods,
                    rules.ties(),
                    today,
                    asOf,
                    null,
                    city.reason().code()));
        }
        return views;
    }

    private static AirRankView of(
            String city,
            Map<String, RankedPeriod> periods,
            Ties ties,
            LocalDate today,
            @Nullable Instant asOf,
            @Nullable Integer rank,
            @Nullable String reason) {
        RankedPeriod ranked = periods.get(city);
        if (ranked == null) {
            throw new IllegalStateException(city + " was ranked without a period");
        }
        AssessmentPeriod period = ranked.period();
        return new AirRankView(
                rank,
                city,
                ranked.composite().value(),
                ranked.composite().mainPollutants().stream()
                        .map(Pollutant::code)
                        .toList(),
                ranked.validDays(),
                ranked.leastDays(),
                ranked.dueDays(today),
                period.startInclusive(),
                period.lastDay(),
                ranked.basis().code(),
                ranked.standard().limits().label(),
                Arguments.word(ties),
                reason,
                leftOut(ranked),
                AirEvidenceIds.days(new Subject(Kind.CITY, city), period, asOf));
    }

    private static List<String> leftOut(RankedPeriod ranked) {
        return ranked.leftOut().entrySet().stream()
                .map(entry -> entry.getKey().code() + ": " + entry.getValue().code())
                .toList();
    }

    static Lines<AirRankView> csv() {
        return Lines.of(
                AirRankView.class,
                "rank city compositeIndex mainPollutant validDays leastDays dueDays from to basis edition ties reason "
                        + "leftOut");
    }
}
