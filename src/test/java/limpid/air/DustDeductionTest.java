package limpid.air;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import limpid.measure.Table;
import limpid.standard.AirStandard;
import limpid.standard.Pollutant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** 环办监测[2016]120: what is deducted comes from a list. */
class DustDeductionTest {
    private static final LocalDate DAY = LocalDate.of(2025, 4, 12);

    @Test
    void readsDaysAndHoursByCity() {
        Map<String, DustDeduction> cities = read("汕尾,2025-04-12,PM10,,\n广州,2025-04-12,PM10 PM2.5,20,24\n");
        assertEquals(Set.of(Pollutant.PM10), Recorded.at(cities, "汕尾").deducted(DAY));
        assertEquals(List.of(DAY), Recorded.at(cities, "汕尾").days(Pollutant.PM10));
        assertEquals(Set.of(), Recorded.at(cities, "广州").deducted(DAY), "hours are no days");
    }

    @Test
    void takesDeductedHoursOutOfTheDaysMean() {
        DustDeduction guangzhou = Recorded.at(read("广州,2025-04-12,PM10,21,24\n"), "广州");
        List<@Nullable BigDecimal> hours = Collections.nCopies(24, BigDecimal.TEN);
        List<@Nullable BigDecimal> rest = guangzhou.without(DAY, Pollutant.PM10, hours);
        assertNull(rest.get(20));
        assertNull(rest.get(23));
        DayMean day = DayMean.of(AirStandard.OF_2012, AirSettings.DEFAULTS, Pollutant.PM10, rest);
        assertEquals(20, day.coverage().valid());
        assertEquals(hours, guangzhou.without(DAY, Pollutant.PM2_5, hours));
        assertEquals(hours, guangzhou.without(DAY.plusDays(1), Pollutant.PM10, hours));
    }

    @Test
    void takesWhatHoursLeaveInPlaceOfTheDay() {
        List<DustDeduction.Entry> hours =
                List.of(new DustDeduction.Entry(DAY, Set.of(Pollutant.PM10, Pollutant.PM2_5), 1, 6));
        Map<Pollutant, BigDecimal> values =
                Map.of(Pollutant.PM10, n(400), Pollutant.PM2_5, n(90), Pollutant.O3, n(100));
        assertEquals(values, DustDeduction.of(hours).without(DAY, values), "what is left is not known yet");
        DustDeduction left = DustDeduction.of(hours, Map.of(DAY, Map.of(Pollutant.PM10, n(60))));
        assertEquals(
                Map.of(Pollutant.PM10, n(60), Pollutant.O3, n(100)),
                left.without(DAY, values),
                "too few hours of PM2.5 are left");
        assertEquals(values, left.without(DAY.plusDays(1), values));
        assertEquals(Set.of(Pollutant.PM10, Pollutant.PM2_5), left.concerned(DAY));
        assertEquals(Set.of(), left.deducted(DAY));
    }

    private static BigDecimal n(int value) {
        return BigDecimal.valueOf(value);
    }

    @Test
    void refusesGasesAndHoursOutsideTheDay() {
        assertThrows(Table.Malformed.class, () -> read("广州,2025-04-12,O3,,\n"));
        assertThrows(Table.Malformed.class, () -> read("广州,2025-04-12,PM10,0,24\n"));
        assertThrows(Table.Malformed.class, () -> read("广州,2025-04-12,PM10,5,4\n"));
    }

    private static Map<String, DustDeduction> read(String lines) {
        Table table = Table.text(
                "dust", "city,date,pollutants,from_hour,to_hour,source\n" + lines.replace("\n", ",notice\n"));
        return table.map(DustColumns.REGISTER::read).stream()
                .collect(Collectors.groupingBy(
                        DustOfCity::city,
                        Collectors.mapping(
                                DustOfCity::entry,
                                Collectors.collectingAndThen(Collectors.toList(), DustDeduction::of))));
    }
}
