package limpid.air;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import limpid.air.AirSettings.CityOzone;
import limpid.measure.Coverage;
import limpid.standard.AirDigits;
import limpid.standard.AirStandard;
import limpid.standard.Pollutant;
import org.jspecify.annotations.Nullable;

/**
 * A city's concentration 城市浓度: the mean of its stations' values of the same hour or day. Control stations 对照点 take no
 * part. The index of a city is made of these means; it is neither a mean of station indices nor that of the worst
 * station.
 *
 * @param unrounded null where too few stations have a value
 * @param value     as published, half to even; null with {@code unrounded}
 * @param coverage  in stations that take part
 * @param reason    why there is no value; null where there is one
 * @param leftOut   stations that did not enter, each with why
 */
public record CityMean(
        Pollutant pollutant,
        @Nullable BigDecimal unrounded,
        @Nullable BigDecimal value,
        Coverage coverage,
        @Nullable Reason reason,
        List<LeftOut> leftOut) {

    private static final int PERCENT = 100;

    /** Keeps its own list. */
    public CityMean {
        leftOut = List.copyOf(leftOut);
    }

    /**
     * The city's value of one hour or day.
     *
     * @param members every station of the city that is due, with its value or null
     */
    public static CityMean of(AirSettings settings, Pollutant pollutant, List<StationValue> members) {
        List<@Nullable BigDecimal> values = new ArrayList<>();
        List<LeftOut> leftOut = new ArrayList<>();
        for (StationValue member : members) {
            if (!member.countsInCity) {
                leftOut.add(new LeftOut(member.station, Reason.CONTROL_STATION));
                continue;
            }
            values.add(member.value);
            if (member.value == null) {
                leftOut.add(new LeftOut(member.station, Objects.requireNonNullElse(member.reason, Reason.MISSING)));
            }
        }
        List<BigDecimal> present = Means.staged(settings.stages().roundsStations(), pollutant, values);
        Coverage coverage = new Coverage(present.size(), values.size(), required(settings.city(), values.size()));
        if (present.isEmpty() || !coverage.sufficient()) {
            Reason reason = present.isEmpty() ? Reason.MISSING : Reason.TOO_FEW_STATIONS;
            return new CityMean(pollutant, null, null, coverage, reason, leftOut);
        }
        BigDecimal mean = Means.of(present);
        return new CityMean(pollutant, mean, AirDigits.index(pollutant, mean), coverage, null, leftOut);
    }

    /** The least number of stations: a share of them, up to the next whole station. */
    private static int required(AirSettings.City city, int stations) {
        int percent = stations < city.fewBelow() ? city.leastShareFewPercent() : city.leastSharePercent();
        return Math.ceilDiv(stations * percent, PERCENT);
    }

    /**
     * The city's ozone day, by the setting {@code ozone}: the mean of the stations' daily maximum 8-hour means, or the
     * maximum 8-hour mean of the city's hourly means. In the second case the coverage is that of the hour with fewest
     * stations.
     *
     * @param members every station of the city that is due
     */
    public static CityMean ofOzoneDay(AirStandard standard, AirSettings settings, List<StationHours> members) {
        return settings.city().ozone() == CityOzone.MEAN_OF_STATION_MAXIMA
                ? ofStationMaxima(standard, settings, members)
                : ofCityHours(standard, settings, members);
    }

    private static CityMean ofStationMaxima(AirStandard standard, AirSettings settings, List<StationHours> members) {
        List<StationValue> maxima = new ArrayList<>();
        for (StationHours member : members) {
            OzoneEightHour day = OzoneEightHour.of(standard, settings, member.hours);
            maxima.add(new StationValue(member.station, member.countsInCity, day.unrounded(), day.reason()));
        }
        return of(settings, Pollutant.O3, maxima);
    }

    private static CityMean ofCityHours(AirStandard standard, AirSettings settings, List<StationHours> members) {
        List<CityMean> hours = new ArrayList<>();
        for (int hour = 0; hour < OzoneEightHour.HOURS; hour++) {
            List<StationValue> values = new ArrayList<>();
            for (StationHours member : members) {
                values.add(new StationValue(member.station, member.countsInCity, member.hours.get(hour), null));
            }
            hours.add(of(settings, Pollutant.O3, values));
        }
        List<@Nullable BigDecimal> means = new ArrayList<>();
        hours.forEach(hour -> means.add(hour.unrounded));
        OzoneEightHour day = OzoneEightHour.of(standard, settings, means);
        CityMean thinnest = Collections.min(hours, (a, b) -> a.coverage.valid() - b.coverage.valid());
        return new CityMean(
                Pollutant.O3, day.unrounded(), day.value(), thinnest.coverage, day.reason(), thinnest.leftOut);
    }

    /**
     * A station of the city with its value of the hour or day.
     *
     * @param countsInCity false for control stations
     * @param value        null where there is none
     * @param reason       why there is none; may be null, which reads as missing
     */
    public record StationValue(
            String station,
            boolean countsInCity,
            @Nullable BigDecimal value,
            @Nullable Reason reason) {}

    /**
     * A station of the city with its hours of a day.
     *
     * @param countsInCity false for control stations
     * @param hours        24 hourly means stamped 01:00 to 24:00, null where missing or invalid
     */
    public record StationHours(String station, boolean countsInCity, List<@Nullable BigDecimal> hours) {}

    /** A station that did not enter. */
    public record LeftOut(String station, Reason reason) {}
}
