package limpid.air;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import limpid.air.AirSettings.City;
import limpid.air.AirSettings.CityOzone;
import limpid.air.CityMean.LeftOut;
import limpid.air.CityMean.StationHours;
import limpid.air.CityMean.StationValue;
import limpid.measure.Coverage;
import limpid.standard.AirStandard;
import limpid.standard.Pollutant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** From stations to a city: HJ 663, with the shares that are settings. */
class CityMeanTest {
    @Test
    void averagesStationsWithoutControlStations() {
        List<StationValue> stations = new ArrayList<>(stations(4, 4, "30"));
        stations.add(new StationValue("control", false, new BigDecimal("300"), null));
        CityMean city = CityMean.of(AirSettings.DEFAULTS, Pollutant.PM2_5, stations);
        assertEquals(new BigDecimal("30"), city.value());
        assertEquals(new Coverage(4, 4, 3), city.coverage());
        assertEquals(List.of(new LeftOut("control", Reason.CONTROL_STATION)), city.leftOut());
    }

    @Test
    void roundsTheMeanHalfToEven() {
        List<StationValue> stations = List.of(
                new StationValue("a", true, new BigDecimal("30"), null),
                new StationValue("b", true, new BigDecimal("31"), null));
        CityMean city = CityMean.of(AirSettings.DEFAULTS, Pollutant.PM2_5, stations);
        assertEquals(new BigDecimal("30.5"), city.unrounded());
        assertEquals(new BigDecimal("30"), city.value());
    }

    @Test
    void needsThreeQuartersOfTheStationsAndHalfWhereThereAreFew() {
        assertEquals(new BigDecimal("30"), value(4, 3));
        assertNull(value(4, 2));
        assertEquals(new BigDecimal("30"), value(9, 7));
        assertNull(value(9, 6));
        assertEquals(new BigDecimal("30"), value(3, 2));
        assertNull(value(3, 1));
        assertEquals(new BigDecimal("30"), value(2, 1));
    }

    @Test
    void saysWhyAStationIsLeftOut() {
        CityMean city = CityMean.of(AirSettings.DEFAULTS, Pollutant.PM2_5, stations(4, 2, "30"));
        assertEquals(Reason.TOO_FEW_STATIONS, city.reason());
        assertEquals(new LeftOut("s3", Reason.TOO_FEW_HOURS), city.leftOut().getLast());
    }

    /**
     * One station has its maximum in the afternoon, the other at night: the two readings of a city's ozone day differ.
     */
    @Test
    void makesTheOzoneDayOfStationMaximaOrOfCityHours() {
        List<StationHours> stations =
                List.of(new StationHours("a", true, hours(9, 160)), new StationHours("b", true, hours(17, 160)));
        CityMean ofMaxima = CityMean.ofOzoneDay(AirStandard.OF_2026_TRANSITION, AirSettings.DEFAULTS, stations);
        assertEquals(new BigDecimal("160"), ofMaxima.value());
        AirSettings cityHours = AirSettings.DEFAULTS.with(new City(75, 50, 4, CityOzone.MAXIMUM_OF_CITY_HOURS));
        CityMean ofHours = CityMean.ofOzoneDay(AirStandard.OF_2026_TRANSITION, cityHours, stations);
        assertEquals(new BigDecimal("90"), ofHours.value());
    }

    /** 20 ug/m3 but for eight hours from this stamp on. */
    private static List<@Nullable BigDecimal> hours(int from, int value) {
        List<@Nullable BigDecimal> hours = new ArrayList<>(Collections.nCopies(24, BigDecimal.valueOf(20)));
        for (int hour = from; hour < from + 8; hour++) {
            hours.set(hour - 1, BigDecimal.valueOf(value));
        }
        return hours;
    }

    private static @Nullable BigDecimal value(int stations, int valid) {
        return CityMean.of(AirSettings.DEFAULTS, Pollutant.PM2_5, stations(stations, valid, "30"))
                .value();
    }

    private static List<StationValue> stations(int count, int valid, String value) {
        List<StationValue> stations = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            stations.add(
                    i < valid
                            ? new StationValue("s" + i, true, new BigDecimal(value), null)
                            : new StationValue("s" + i, true, null, Reason.TOO_FEW_HOURS));
        }
        return stations;
    }
}
