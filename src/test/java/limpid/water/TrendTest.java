package limpid.water;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.util.SortedMap;
import java.util.TreeMap;
import limpid.water.Trend.Direction;
import limpid.water.Trend.Found;
import limpid.water.Trend.TooShort;
import org.junit.jupiter.api.Test;

class TrendTest {
    private static final WaterSettings.Region DEFAULTS = WaterSettings.Region.defaults();

    @Test
    void lessOfAPollutantAndMoreOxygenAreBetter() {
        assertEquals(Direction.BETTER, direction("NH3N", "1.5", "1.3", "1.2", "0.9", "0.8"));
        assertEquals(Direction.WORSE, direction("NH3N", "0.8", "0.9", "1.2", "1.3", "1.5"));
        assertEquals(Direction.BETTER, direction("DO", "6", "6.5", "7", "7.2", "8"));
        assertEquals(Direction.WORSE, direction("DO", "8", "7.2", "7", "6.5", "6"));
        assertEquals(Direction.STEADY, direction("NH3N", "1.5", "0.8", "1.2", "0.9", "1.3"));
    }

    @Test
    void fourYearsAreTooFew() {
        assertEquals(new TooShort(4, 5), Trend.of("TP", years("1", "2", "3", "4"), DEFAULTS));
    }

    @Test
    void acidityHasNoGoodDirection() {
        assertThrows(IllegalArgumentException.class, () -> Trend.of("PH", years("7", "7", "7", "7", "8"), DEFAULTS));
    }

    private static Direction direction(String code, String... means) {
        return ((Found) Trend.of(code, years(means), DEFAULTS)).direction();
    }

    private static SortedMap<Integer, BigDecimal> years(String... means) {
        SortedMap<Integer, BigDecimal> years = new TreeMap<>();
        for (String mean : means) {
            years.put(2020 + years.size(), new BigDecimal(mean));
        }
        return years;
    }
}
