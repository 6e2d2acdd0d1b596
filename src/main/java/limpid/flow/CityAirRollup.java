package limpid.flow;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import limpid.air.AirDay;
import limpid.air.AirHour;
import limpid.air.AirIndex;
import limpid.air.AirQualityIndex;
import limpid.air.AirReport;
import limpid.air.AirSettings;
import limpid.air.AirValues;
import limpid.air.CityMean;
import limpid.air.CityMean.StationHours;
import limpid.air.CityMean.StationValue;
import limpid.air.DayMean;
import limpid.air.DustDeduction;
import limpid.air.DustRest;
import limpid.air.MonitoringPlan;
import limpid.air.Reason;
import limpid.measure.LocalDay;
import limpid.standard.AirStandard;
import limpid.standard.Averaging;
import limpid.standard.Pollutant;
import limpid.store.CityClaim;
import limpid.store.CityClaim.Member;
import org.jspecify.annotations.Nullable;

/** The air figures of a city: the means of its stations for the same hour or day, and the index of these means. */
final class CityAirRollup {
    private final AirSettings settings;
    private final AirRollup stations;
    private final AirQualityIndex index;

    CityAirRollup(AirSettings settings, AirRollup stations) {
        this.settings = settings;
        this.stations = stations;
        this.index = new AirQualityIndex(settings);
    }

    /** The index of an hour; empty where no standard was in force. */
    Optional<AirHour> hour(CityClaim claim, Instant end, Map<String, HourlyValues> values) {
        LocalDay day = LocalDay.ofEnd(end, LocalDay.CHINA);
        return AirStandard.inForce(day.date()).map(standard -> {
            AirValues means = new AirValues();
            List<String> leftOut = new ArrayList<>();
            for (Pollutant pollutant : Pollutant.values()) {
                List<StationValue> stationValues = new ArrayList<>();
                for (Member member : due(claim, pollutant, day.date())) {
                    HourlyValues own = values.getOrDefault(member.station().code(), HourlyValues.NONE);
                    stationValues.add(value(member, stations.hourValue(pollutant, end, own, standard), null));
                }
                put(Averaging.HOUR, CityMean.of(settings, pollutant, stationValues), means, leftOut);
            }
            AirIndex judged = index.hour(standard.index(), means, plan(claim, day.date()));
            return new AirHour(end, AirReport.of(judged, leftOut));
        });
    }

    /** The index of a day; empty where no standard was in force. */
    Optional<AirDay> day(CityClaim claim, LocalDay day, Map<String, HourlyValues> values) {
        return AirStandard.inForce(day.date()).map(standard -> {
            AirValues means = new AirValues();
            List<String> leftOut = new ArrayList<>();
            List<Integer> validStations = new ArrayList<>();
            for (Pollutant pollutant : Pollutant.values()) {
                CityMean mean = dayMean(claim, pollutant, day, values, standard, DustDeduction.NONE);
                validStations.add(mean.coverage().valid());
                put(pollutant == Pollutant.O3 ? Averaging.EIGHT_HOURS : Averaging.DAY, mean, means, leftOut);
            }
            AirIndex judged = index.day(standard.index(), means, plan(claim, day.date()));
            return new AirDay(day.date(), AirReport.of(judged, leftOut), validStations);
        });
    }

    /** The day without its hours of dust; empty where none is listed for it or no standard was in force. */
    Optional<DustRest> rest(CityClaim claim, LocalDay day, Map<String, HourlyValues> values, DustDeduction dust) {
        Set<Pollutant> concerned = dust.deductedByHours(day.date());
        if (concerned.isEmpty()) {
            return Optional.empty();
        }
        return AirStandard.inForce(day.date()).map(standard -> {
            AirValues means = new AirValues();
            for (Pollutant pollutant : concerned) {
                CityMean mean = dayMean(claim, pollutant, day, values, standard, dust);
                put(Averaging.DAY, mean, means, new ArrayList<>());
            }
            AirIndex left = index.day(standard.index(), means, plan(claim, day.date()));
            return AirRollup.rest(day, left, concerned);
        });
    }

    private CityMean dayMean(
            CityClaim claim,
            Pollutant pollutant,
            LocalDay day,
            Map<String, HourlyValues> values,
            AirStandard standard,
            DustDeduction dust) {
        List<StationHours> members = new ArrayList<>();
        for (Member member : due(claim, pollutant, day.date())) {
            HourlyValues own = values.getOrDefault(member.station().code(), HourlyValues.NONE);
            members.add(new StationHours(
                    member.station().code(),
                    member.station().countsInCity(),
                    dust.without(day.date(), pollutant, stations.hourValues(pollutant, day, own, standard))));
        }
        return pollutant == Pollutant.O3
                ? CityMean.ofOzoneDay(standard, settings, members)
                : ofDayMeans(pollutant, members, standard);
    }

    private CityMean ofDayMeans(Pollutant pollutant, List<StationHours> members, AirStandard standard) {
        List<StationValue> means = new ArrayList<>();
        for (StationHours member : members) {
            DayMean mean = DayMean.of(standard, settings, pollutant, member.hours());
            means.add(new StationValue(member.station(), member.countsInCity(), mean.unrounded(), mean.reason()));
        }
        return CityMean.of(settings, pollutant, means);
    }

    private static StationValue value(Member member, @Nullable BigDecimal value, @Nullable Reason reason) {
        return new StationValue(member.station().code(), member.station().countsInCity(), value, reason);
    }

    private static void put(Averaging averaging, CityMean mean, AirValues means, List<String> leftOut) {
        BigDecimal value = mean.unrounded();
        if (value == null) {
            Reason reason = mean.reason() == null ? Reason.MISSING : mean.reason();
            means.missing(mean.pollutant(), reason);
            leftOut.add(mean.pollutant().code() + ": " + reason.code());
        } else {
            means.put(averaging, mean.pollutant(), value);
        }
        for (CityMean.LeftOut station : mean.leftOut()) {
            leftOut.add(mean.pollutant().code() + " " + station.station() + ": "
                    + station.reason().code());
        }
    }

    /** The stations in service on the date that measure the pollutant by plan. */
    private static List<Member> due(CityClaim claim, Pollutant pollutant, LocalDate date) {
        return claim.members().stream()
                .filter(member -> member.station().inService(date))
                .filter(member -> !member.station().notMonitored().contains(pollutant.code()))
                .toList();
    }

    private static MonitoringPlan plan(CityClaim claim, LocalDate date) {
        return MonitoringPlan.ofCity(
                claim.members().stream().map(Member::station).toList(), date);
    }
}
