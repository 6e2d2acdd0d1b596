package limpid.water;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import limpid.water.BlackOdorous.Graded;
import limpid.water.BlackOdorous.Indicator;
import limpid.water.BlackOdorous.Insufficient;
import limpid.water.BlackOdorous.Level;
import limpid.water.BlackOdorous.NotBlackOdorous;
import limpid.water.BlackOdorous.Point;
import limpid.water.BlackOdorous.Reach;
import limpid.water.BlackOdorous.Round;
import limpid.water.BlackOdorous.Undecided;
import limpid.water.WaterSettings.BlackOdorousRounds;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BlackOdorousTest {
    private static final BlackOdorousRounds DEFAULTS = BlackOdorousRounds.defaults();

    @Test
    void thresholdsAtTheirEdges() {
        assertEquals(Level.NONE, level(Indicator.TRANSPARENCY, "0.25"));
        assertEquals(Level.LIGHT, level(Indicator.TRANSPARENCY, "0.249"));
        assertEquals(Level.LIGHT, level(Indicator.TRANSPARENCY, "0.10"));
        assertEquals(Level.HEAVY, level(Indicator.TRANSPARENCY, "0.099"));
        assertEquals(Level.NONE, level(Indicator.OXYGEN, "2.0"));
        assertEquals(Level.LIGHT, level(Indicator.OXYGEN, "0.2"));
        assertEquals(Level.HEAVY, level(Indicator.OXYGEN, "0.19"));
        assertEquals(Level.NONE, level(Indicator.REDOX, "51"));
        assertEquals(Level.LIGHT, level(Indicator.REDOX, "50"));
        assertEquals(Level.LIGHT, level(Indicator.REDOX, "-200"));
        assertEquals(Level.HEAVY, level(Indicator.REDOX, "-201"));
        assertEquals(Level.NONE, level(Indicator.AMMONIA, "8.0"));
        assertEquals(Level.LIGHT, level(Indicator.AMMONIA, "8.1"));
        assertEquals(Level.LIGHT, level(Indicator.AMMONIA, "15"));
        assertEquals(Level.HEAVY, level(Indicator.AMMONIA, "15.1"));
    }

    private static @Nullable Level level(Indicator indicator, String value) {
        return BlackOdorous.level(indicator, round(Map.of(indicator, value)), DEFAULTS);
    }

    @Test
    void shallowWaterIsJudgedByItsDepth() {
        assertEquals(Level.HEAVY, shallow("0.07", "0.20"));
        assertEquals(Level.LIGHT, shallow("0.08", "0.20"), "40 % of 20 cm");
        assertEquals(Level.HEAVY, shallow("0.09", "0.25"), "25 cm is not shallow");
        Round clear = new Round(Map.of(Indicator.TRANSPARENCY, new BigDecimal("0.05")), new BigDecimal("0.05"), true);
        assertEquals(Level.NONE, BlackOdorous.level(Indicator.TRANSPARENCY, clear, DEFAULTS));
        assertNull(BlackOdorous.level(Indicator.OXYGEN, clear, DEFAULTS));
    }

    private static @Nullable Level shallow(String transparency, String depth) {
        Round round =
                new Round(Map.of(Indicator.TRANSPARENCY, new BigDecimal(transparency)), new BigDecimal(depth), false);
        return BlackOdorous.level(Indicator.TRANSPARENCY, round, DEFAULTS);
    }

    @Test
    void oneIndicatorAtSixtyPercentOrTwoAtThirtyMakeAPointHeavy() {
        assertTrue(BlackOdorous.isHeavy(point("A", 3, 0, 5), DEFAULTS));
        assertFalse(BlackOdorous.isHeavy(point("A", 2, 0, 5), DEFAULTS));
        assertTrue(BlackOdorous.isHeavy(point("A", 3, 3, 10), DEFAULTS));
        assertFalse(BlackOdorous.isHeavy(point("A", 3, 2, 10), DEFAULTS));
    }

    /** A point whose first rounds are heavy in oxygen, and in ammonia; the other values are light. */
    private static Point point(String code, int heavyOxygen, int heavyAmmonia, int rounds) {
        List<Round> list = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            list.add(round(Map.of(
                    Indicator.OXYGEN, i < heavyOxygen ? "0.1" : "1",
                    Indicator.AMMONIA, i < heavyAmmonia ? "20" : "10")));
        }
        return new Point(code, list);
    }

    @Test
    void threeHeavyPointsInARowMakeAHeavyReach() {
        List<Point> points = points("LHHHLLLHHL");
        Graded verdict = (Graded) BlackOdorous.of(points, true, DEFAULTS);
        assertEquals(Level.LIGHT, verdict.level(), "five of ten points");
        assertEquals(List.of(new Reach("P1", "P3")), verdict.heavyReaches());
        assertEquals(List.of("P1", "P2", "P3", "P7", "P8"), verdict.heavyPoints());
    }

    @Test
    void sixtyPercentOfHeavyPointsMakeTheBodyHeavy() {
        Graded heavy = (Graded) BlackOdorous.of(points("HHLHL"), true, DEFAULTS);
        assertEquals(Level.HEAVY, heavy.level());
        assertEquals(0, new BigDecimal("60").compareTo(heavy.heavyShare()));
        assertEquals(List.of(), heavy.heavyReaches());
        assertEquals(
                List.of(new Reach("P2", "P4")),
                ((Graded) BlackOdorous.of(points("LLHHH"), true, DEFAULTS)).heavyReaches());
    }

    @Test
    void onlyAnIdentifiedBodyIsGraded() {
        assertTrue(BlackOdorous.of(points("LLL"), false, DEFAULTS) instanceof Undecided);
        assertEquals(new NotBlackOdorous(), BlackOdorous.of(points("NNN"), true, DEFAULTS));
    }

    @Test
    void tooFewPointsOrRoundsAreInsufficient() {
        assertEquals(new Insufficient(2, List.of()), BlackOdorous.of(points("HH"), true, DEFAULTS));
        List<Point> points = new ArrayList<>(points("HHH"));
        points.set(1, point("P1", 1, 0, 2));
        assertEquals(new Insufficient(3, List.of("P1")), BlackOdorous.of(points, true, DEFAULTS));
    }

    private static List<Point> points(String levels) {
        List<Point> points = new ArrayList<>();
        for (char level : levels.toCharArray()) {
            String oxygen = level == 'H' ? "0.1" : level == 'L' ? "1" : "6";
            Round round = round(Map.of(Indicator.OXYGEN, oxygen));
            points.add(new Point("P" + points.size(), List.of(round, round, round)));
        }
        return points;
    }

    private static Round round(Map<Indicator, String> texts) {
        Map<Indicator, BigDecimal> values = new EnumMap<>(Indicator.class);
        texts.forEach((indicator, text) -> values.put(indicator, new BigDecimal(text)));
        return new Round(values, null, false);
    }
}
