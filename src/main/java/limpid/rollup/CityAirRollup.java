package limpid.rollup;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import limpid.air.AirDay;
import limpid.air.AirHour;
import limpid.air.AirIndex;
import limpid.air.AirQualityIndex;
import limpid.air.AirReport;
import limpid.air.AirSettings;
import limpid.air.AirSettings.CityOzone;
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
import limpid.station.Station;
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

    /**
     * What a city should measure on a day.
     *
     * @param members by pollutant, the stations in service that measure it by plan
     * @param plan    what no station measures
     */
    record Due(LocalDay day, Map<Pollutant, List<Member>> members, MonitoringPlan plan) {
        static Due of(CityClaim claim, LocalDay day) {
            List<Member> inService = claim.members().stream()
                    .filter(member -> member.station().inService(day.date()))
                    .toList();
            Map<Pollutant, List<Member>> members = new EnumMap<>(Pollutant.class);
            for (Pollutant pollutant : Pollutant.values()) {
                members.put(
                        pollutant,
                        inService.stream()
                                .filter(member ->
                                        !member.station().notMonitored().contains(pollutant.code()))
                                .toList());
            }
            List<Station> stations =
                    claim.members().stream().map(Member::station).toList();
            return new Due(day, members, MonitoringPlan.ofCity(stations, day.date()));
        }

        List<Member> of(Pollutant pollutant) {
            return members.getOrDefault(pollutant, List.of());
        }
    }

    /** The index of an hour of the day; empty where no standard was in force. */
    Optional<AirHour> hour(
            Due due, Instant end, Map<String, HourlyValues> values, Supplier<Map<String, HourlyValues>> last24Hours) {
        return AirStandard.inForce(due.day().date()).map(standard -> {
            AirValues means = new AirValues();
            List<String> leftOut = new ArrayList<>();
            for (Pollutant pollutant : Pollutant.values()) {
                List<StationValue> stationValues = new ArrayList<>();
                for (Member member : due.of(pollutant)) {
                    stationValues.add(
                            value(member, stations.hourValue(pollutant, end, own(member, values), standard), null));
                }
                put(Averaging.HOUR, CityMean.of(settings, pollutant, stationValues), means, leftOut);
            }
            AirIndex judged = index.hour(standard.index(), means, due.plan());
            List<Pollutant> above = AirRollup.above(judged);
            if (!above.isEmpty()) {
                Map<String, HourlyValues> longer = last24Hours.get();
                above.forEach(pollutant -> putSlidingMean(due.of(pollutant), pollutant, end, longer, standard, means));
                judged = index.hour(standard.index(), means, due.plan());
            }
            addJudged(judged, leftOut);
            return new AirHour(end, AirReport.of(judged, leftOut));
        });
    }

    private void putSlidingMean(
            List<Member> members,
            Pollutant pollutant,
            Instant end,
            Map<String, HourlyValues> values,
            AirStandard standard,
            AirValues means) {
        List<StationValue> ofStations = new ArrayList<>();
        for (Member member : members) {
            DayMean mean = stations.slidingMean(pollutant, end, own(member, values), standard);
            ofStations.add(value(member, mean.unrounded(), mean.reason()));
        }
        BigDecimal mean = CityMean.of(settings, pollutant, ofStations).unrounded();
        if (mean != null) {
            means.put(Averaging.DAY, pollutant, mean);
        }
    }

    /** A concentration that is there and has no index, or that of another mean, is told too. */
    private static void addJudged(AirIndex judged, List<String> leftOut) {
        judged.gaps().stream()
                .filter(gap -> gap.concentration() != null && gap.reason() != null)
                .forEach(gap -> leftOut.add(gap.pollutant().code() + ": "
                        + Objects.requireNonNull(gap.reason()).code()));
        leftOut.addAll(judged.standIns());
    }

    /** The index of a day; empty where no standard was in force. */
    Optional<AirDay> day(Due due, Map<String, HourlyValues> values) {
        return AirStandard.inForce(due.day().date()).map(standard -> {
            AirValues means = new AirValues();
            List<String> leftOut = new ArrayList<>();
            List<Integer> validStations = new ArrayList<>();
            List<Instant> ends = due.day().hourEnds();
            for (Pollutant pollutant : Pollutant.values()) {
                CityMean mean = dayMean(due, pollutant, ends, values, standard, DustDeduction.NONE);
                validStations.add(mean.coverage().valid());
                put(pollutant == Pollutant.O3 ? Averaging.EIGHT_HOURS : Averaging.DAY, mean, means, leftOut);
            }
            ozoneHour(due, ends, values, standard).ifPresent(hour -> means.put(Averaging.HOUR, Pollutant.O3, hour));
            AirIndex judged = index.day(standard.index(), means, due.plan());
            addJudged(judged, leftOut);
            return new AirDay(due.day().date(), AirReport.of(judged, leftOut), validStations);
        });
    }

    /** The day without its hours of dust; empty where none is listed for it or no standard was in force. */
    Optional<DustRest> rest(Due due, Map<String, HourlyValues> values, DustDeduction dust) {
        LocalDay day = due.day();
        return AirRollup.rest(day, dust, (concerned, standard) -> {
            AirValues means = new AirValues();
            List<Instant> ends = day.hourEnds();
            for (Pollutant pollutant : concerned) {
                CityMean mean = dayMean(due, pollutant, ends, values, standard, dust);
                put(Averaging.DAY, mean, means, new ArrayList<>());
            }
            return index.day(standard.index(), means, due.plan());
        });
    }

    private CityMean dayMean(
            Due due,
            Pollutant pollutant,
            List<Instant> ends,
            Map<String, HourlyValues> values,
            AirStandard standard,
            DustDeduction dust) {
        List<StationHours> members = new ArrayList<>();
        for (Member member : due.of(pollutant)) {
            List<@Nullable BigDecimal> hours = stations.hourValues(pollutant, ends, own(member, values), standard);
            members.add(new StationHours(
                    member.station().code(),
                    member.station().countsInCity(),
                    dust.without(due.day().date(), pollutant, hours)));
        }
        return pollutant == Pollutant.O3
                ? CityMean.ofOzoneDay(standard, settings, members)
                : ofDayMeans(pollutant, members, standard);
    }

    /** The greatest hour of ozone, which stands in above the column of eight hours; made as the eight hours are. */
    private Optional<BigDecimal> ozoneHour(
            Due due, List<Instant> ends, Map<String, HourlyValues> values, AirStandard standard) {
        List<Member> members = due.of(Pollutant.O3);
        if (settings.city().ozone() == CityOzone.MEAN_OF_STATION_MAXIMA) {
            return cityOzone(
                    members,
                    member ->
                            AirRollup.greatest(stations.hourValues(Pollutant.O3, ends, own(member, values), standard)));
        }
        List<@Nullable BigDecimal> hours = new ArrayList<>();
        ends.forEach(end -> hours.add(cityOzone(
                        members,
                        member -> Optional.ofNullable(
                                stations.hourValue(Pollutant.O3, end, own(member, values), standard)))
                .orElse(null)));
        return AirRollup.greatest(hours);
    }

    private Optional<BigDecimal> cityOzone(List<Member> members, Function<Member, Optional<BigDecimal>> ofMember) {
        List<StationValue> ofStations = members.stream()
                .map(member -> value(member, ofMember.apply(member).orElse(null), null))
                .toList();
        return Optional.ofNullable(
                CityMean.of(settings, Pollutant.O3, ofStations).unrounded());
    }

    private static HourlyValues own(Member member, Map<String, HourlyValues> values) {
        return values.getOrDefault(member.station().code(), HourlyValues.NONE);
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
}
