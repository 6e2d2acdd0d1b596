package limpid.air;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import limpid.air.AirSettings.Ties;
import limpid.air.Ranking.Entry;
import limpid.air.Ranking.Place;
import limpid.air.Ranking.Unranked;
import limpid.measure.AssessmentPeriod;
import limpid.standard.Pollutant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ranks by composite index. */
class RankingTest {
    private static final List<Entry> CITIES = List.of(
            new Entry("d", new BigDecimal("3.10")),
            new Entry("b", new BigDecimal("2.50")),
            new Entry("a", new BigDecimal("2.5")),
            new Entry("c", null));

    @Test
    void sharesRanksByEitherConvention() {
        assertEquals(List.of(1, 1, 3), ranks(Ranking.of(Ties.COMPETITION, CITIES)));
        assertEquals(List.of(1, 1, 2), ranks(Ranking.of(Ties.DENSE, CITIES)));
    }

    @Test
    void ordersEqualCitiesByNameAndSaysWhoIsNotRanked() {
        Ranking ranking = Ranking.of(Ties.COMPETITION, CITIES);
        assertEquals(
                List.of("a", "b", "d"),
                ranking.places().stream().map(Place::city).toList());
        assertEquals(List.of(new Unranked("c", Reason.MISSING)), ranking.unranked());
    }

    /** 75 % of the days that are over: 22 of 29 of a leap year's February at its end, 8 of 10 on the 11th. */
    @ParameterizedTest
    @CsvSource({
        "22, 2020-03-01, true",
        "21, 2020-06-01, false",
        "8, 2020-02-11, true",
        "7, 2020-02-11, false",
        "0, 2020-02-01, true"
    })
    void aRankNeedsAShareOfTheDaysSoFar(int valid, LocalDate today, boolean ranked) {
        assertRanked(valid, 29, today, ranked);
        assertRanked(29, valid, today, ranked);
    }

    /** Both count: days with an index, and those of the pollutant that has the fewest. */
    private static void assertRanked(int valid, int least, LocalDate today, boolean ranked) {
        Map<Pollutant, BigDecimal> means = new EnumMap<>(Pollutant.class);
        for (Pollutant pollutant : Pollutant.values()) {
            means.put(pollutant, BigDecimal.TEN);
        }
        RankedPeriod period = RankedPeriod.ofPublished(
                AirBasis.IN_FORCE,
                AirSettings.DEFAULTS,
                AssessmentPeriod.named("2020-02", AssessmentPeriod.PUBLISHED).orElseThrow(),
                valid,
                least,
                means,
                Map.of());
        Entry entry = period.entry("a", today, AirSettings.Ranks.DEFAULTS.leastPercent());
        assertEquals(ranked, entry.value() != null);
        assertEquals(ranked ? null : Reason.TOO_FEW_DAYS, entry.reason());
        assertEquals(period.composite().value(), period.entry("a", today, 0).value());
    }

    private static List<Integer> ranks(Ranking ranking) {
        return ranking.places().stream().map(Place::rank).toList();
    }
}
