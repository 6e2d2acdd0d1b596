package limpid.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DayStatisticTest {
    @Test
    void concentrationsAreAveragedAsTheyStand() {
        assertMean("1.5", DayStatistic.ARITHMETIC, "1", "2");
        assertMean("0.3333333", DayStatistic.ARITHMETIC, "0", "0", "1");
    }

    @Test
    void soundIsAveragedByItsEnergy() {
        assertMean("60", DayStatistic.ENERGY, "60", "60", "60.0");
        assertMean("67.4036", DayStatistic.ENERGY, "60", "70");
        assertMean("86.9897", DayStatistic.ENERGY, "90", "-30");
    }

    @Test
    void acidityIsAveragedByItsIons() {
        assertMean("7", DayStatistic.HYDROGEN_IONS, "7", "7.0");
        assertMean("6.25964", DayStatistic.HYDROGEN_IONS, "6", "7");
        assertMean("0", DayStatistic.HYDROGEN_IONS, "0");
    }

    @Test
    void directionsHaveNoMean() {
        assertEquals(Optional.empty(), DayStatistic.NONE.of(List.of(BigDecimal.ONE)));
    }

    @ParameterizedTest
    @EnumSource
    void nothingHasNoMean(DayStatistic statistic) {
        assertEquals(Optional.empty(), statistic.of(List.of()));
    }

    @ParameterizedTest
    @EnumSource
    void theOrderOfTheValuesNeverShows(DayStatistic statistic) {
        Random random = new Random(24);
        List<BigDecimal> values = new ArrayList<>(random.ints(500, 200, 1400)
                .mapToObj(tenths -> BigDecimal.valueOf(tenths, 1))
                .toList());
        Optional<BigDecimal> mean = statistic.of(values);
        for (int i = 0; i < 20; i++) {
            Collections.shuffle(values, random);
            assertEquals(mean, statistic.of(values));
        }
    }

    private static void assertMean(String expected, DayStatistic statistic, String... values) {
        BigDecimal mean =
                statistic.of(Stream.of(values).map(BigDecimal::new).toList()).orElseThrow();
        assertEquals(0, new BigDecimal(expected).compareTo(mean), () -> mean + " is not " + expected);
    }
}
