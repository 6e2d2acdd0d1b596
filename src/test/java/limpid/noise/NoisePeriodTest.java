package limpid.noise;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import limpid.measure.Coverage;
import limpid.measure.LocalDay;
import limpid.noise.NoiseLevel.Shortfall;
import org.junit.jupiter.api.Test;

final class NoisePeriodTest {
    private static final NoiseSettings SETTINGS = NoiseSettings.DEFAULT;

    @Test
    void daysOfOnePointAreAveragedByEnergy() {
        NoisePeriod two = NoisePeriod.of(days("60", "70"), 2, SETTINGS);
        assertEquals(Optional.of(new BigDecimal("67.4")), two.ld().published(SETTINGS));
        assertEquals(Optional.of(new BigDecimal("67.4")), two.ln().published(SETTINGS));
        assertEquals(Optional.of(new BigDecimal("73.4")), two.ldn().published(SETTINGS));
    }

    @Test
    void threeQuartersOfTheDaysAreEnough() {
        NoisePeriod enough = NoisePeriod.of(days("60", "60", "60"), 4, SETTINGS);
        assertEquals(new Coverage(3, 4, 3), enough.dayCoverage());
        assertEquals(Optional.empty(), enough.ld().shortfall());
        NoisePeriod tooFew = NoisePeriod.of(days("60", "60", "60"), 5, SETTINGS);
        assertEquals(Optional.of(Shortfall.TOO_FEW_VALID), tooFew.ln().shortfall());
        assertEquals(Optional.of(Shortfall.PART_MISSING), tooFew.ldn().shortfall());
        assertEquals(
                Optional.of(Shortfall.NO_DATA),
                NoisePeriod.of(List.of(), 30, SETTINGS).ld().shortfall());
    }

    private static List<NoiseDay> days(String... levels) {
        List<NoiseDay> days = new ArrayList<>();
        LocalDay date = new LocalDay(LocalDate.of(2025, 3, 1), LocalDay.CHINA);
        for (String level : levels) {
            days.add(NoiseDay.of(
                    date, NoiseDayTest.hours(date, (level + " ").repeat(24).strip()), SETTINGS));
            date = date.next();
        }
        return days;
    }
}
