package limpid.air;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.util.List;
import limpid.air.AirSettings.Ties;
import limpid.air.Ranking.Entry;
import limpid.air.Ranking.Place;
import limpid.air.Ranking.Unranked;
import org.junit.jupiter.api.Test;

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

    private static List<Integer> ranks(Ranking ranking) {
        return ranking.places().stream().map(Place::rank).toList();
    }
}
