package limpid.air;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.util.List;
import limpid.air.AirSettings.Ties;
import limpid.air.Ranking.CityChange;
import limpid.air.Ranking.Entry;
import limpid.air.Ranking.Place;
import limpid.air.Ranking.Unranked;
import org.junit.jupiter.api.Test;

/** Ranks by composite index and by its change. */
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

    @Test
    void ranksImprovementByTheGreatestFall() {
        Ranking ranking = Ranking.improvement(Ties.COMPETITION, changes());
        assertEquals(List.of("fell", "level", "rose", "rose more"), cities(ranking));
        assertEquals(new BigDecimal("-10.0"), ranking.places().getFirst().value());
    }

    @Test
    void ranksWorseningByTheGreatestRiseWithoutCitiesThatComply() {
        Ranking ranking = Ranking.worsening(Ties.COMPETITION, changes());
        assertEquals(List.of("rose", "level", "fell"), cities(ranking));
        assertEquals(new BigDecimal("5.0"), ranking.places().getFirst().value());
        assertEquals(List.of(new Unranked("rose more", Reason.COMPLIES)), ranking.unranked());
    }

    private static List<CityChange> changes() {
        return List.of(
                city("level", "4.00", false),
                city("rose", "4.20", false),
                city("fell", "3.60", false),
                city("rose more", "4.40", true));
    }

    private static CityChange city(String name, String now, boolean complies) {
        return new CityChange(name, Change.percent(new BigDecimal(now), new BigDecimal("4.00")), complies);
    }

    private static List<Integer> ranks(Ranking ranking) {
        return ranking.places().stream().map(Place::rank).toList();
    }

    private static List<String> cities(Ranking ranking) {
        return ranking.places().stream().map(Place::city).toList();
    }
}
