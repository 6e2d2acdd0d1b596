package limpid.rollup;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import limpid.air.AirDay;
import limpid.air.AirHour;
import limpid.air.AirIndex;
import limpid.air.AirQualityIndex;
import limpid.air.AirReport;
import limpid.air.AirSettings;
import limpid.air.AirValues;
import limpid.air.DayMean;
import limpid.air.DustDeduction;
import limpid.air.DustRest;
import limpid.air.HourMean;
import limpid.air.HourReading;
import limpid.air.MonitoringPlan;
import limpid.air.OzoneEightHour;
import limpid.air.Reason;
import limpid.air.SubIndex;
import limpid.measure.LocalDay;
import limpid.measure.Parameters;
import limpid.measure.Reading;
import limpid.standard.AirStandard;
import limpid.standard.Averaging;
import limpid.standard.Pollutant;
import limpid.station.Station;
import limpid.store.Tallies.SeriesHour;
import org.jspecify.annotations.Nullable;

/** The air figures of a station: its hours, and its day from its hours. */
final class AirRollup {
    private static final int HOURS_OF_A_DAY = 24;

    private final AirSettings settings;
    private final AirQualityIndex index;

    AirRollup(AirSettings settings) {
        this.settings = settings;
        this.index = new AirQualityIndex(settings);
    }

    /** An hourly concentration, or why there is none. */
    private record Hour(@Nullable BigDecimal value, Reason reason, String why) {
        static Hour of(BigDecimal value) {
            return new Hour(value, Reason.MISSING, "");
        }

        static Hour missing(Reason reason, String why) {
            return new Hour(null, reason, why);
        }
    }

    /** The index of an hour; empty where no standard was in force. */
    Optional<AirHour> hour(Station station, Instant end, HourlyValues values, Supplier<HourlyValues> last24Hours) {
        LocalDay day = LocalDay.ofEnd(end, station.zone());
        return AirStandard.inForce(day.date()).map(standard -> hour(station, end, values, last24Hours, standard));
    }

    private AirHour hour(
            Station station,
            Instant end,
            HourlyValues values,
            Supplier<HourlyValues> last24Hours,
            AirStandard standard) {
        AirValues means = new AirValues();
        Map<Pollutant, String> whys = new EnumMap<>(Pollutant.class);
        for (Pollutant pollutant : Pollutant.values()) {
            Hour hour = hour(pollutant, end, values, standard);
            if (hour.value() == null) {
                means.missing(pollutant, hour.reason());
                whys.put(pollutant, hour.why());
            } else {
                means.put(Averaging.HOUR, pollutant, hour.value());
            }
        }
        AirIndex judged = index.hour(standard.index(), means, MonitoringPlan.of(station));
        List<Pollutant> above = above(judged);
        if (!above.isEmpty()) {
            HourlyValues longer = last24Hours.get();
            above.forEach(pollutant -> {
                BigDecimal mean = slidingMean(pollutant, end, longer, standard).unrounded();
                if (mean != null) {
                    means.put(Averaging.DAY, pollutant, mean);
                }
            });
            judged = index.hour(standard.index(), means, MonitoringPlan.of(station));
        }
        return new AirHour(end, AirReport.of(judged, leftOut(judged, whys)));
    }

    /** The pollutants that are above their column, so that a mean of 24 hours may have to stand in. */
    static List<Pollutant> above(AirIndex judged) {
        return judged.items().stream()
                .filter(item -> item.reason() == Reason.ABOVE_TABLE)
                .map(SubIndex::pollutant)
                .distinct()
                .toList();
    }

    /** The mean of the 24 hours up to this one. */
    DayMean slidingMean(Pollutant pollutant, Instant end, HourlyValues values, AirStandard standard) {
        List<Instant> ends = new ArrayList<>();
        for (int back = HOURS_OF_A_DAY - 1; back >= 0; back--) {
            ends.add(end.minus(Duration.ofHours(back)));
        }
        return DayMean.of(standard, settings, pollutant, hourValues(pollutant, ends, values, standard));
    }

    private Hour hour(Pollutant pollutant, Instant end, HourlyValues values, AirStandard standard) {
        var parameter = Parameters.standard().get(pollutant.code());
        Optional<Reading> reading = values.hour(parameter, end);
        if (reading.isPresent()) {
            return hour(pollutant, reading.get());
        }
        return values.tally(parameter, end)
                .map(tally -> hour(pollutant, tally, standard))
                .orElseGet(() -> Hour.missing(Reason.MISSING, ""));
    }

    private Hour hour(Pollutant pollutant, Reading reading) {
        return HourReading.entering(pollutant, reading, settings)
                .map(Hour::of)
                .orElseGet(() -> Hour.missing(Reason.MISSING, flagged(reading)));
    }

    private static String flagged(Reading reading) {
        return reading.flag().valid() ? "" : "flag " + reading.flag().code();
    }

    private Hour hour(Pollutant pollutant, SeriesHour tally, AirStandard standard) {
        BigDecimal sum = tally.sum() == null ? BigDecimal.ZERO : tally.sum();
        HourMean mean = HourMean.of(standard, settings, pollutant, sum, tally.valid(), tally.period());
        return mean.unrounded() == null
                ? Hour.missing(mean.reason() == null ? Reason.MISSING : mean.reason(), "")
                : Hour.of(mean.unrounded());
    }

    /** The index of a day; empty where no standard was in force. */
    Optional<AirDay> day(Station station, LocalDay day, HourlyValues values) {
        return AirStandard.inForce(day.date()).map(standard -> day(station, day, values, standard));
    }

    private AirDay day(Station station, LocalDay day, HourlyValues values, AirStandard standard) {
        AirValues means = new AirValues();
        List<Integer> validHours = new ArrayList<>();
        List<Instant> ends = day.hourEnds();
        for (Pollutant pollutant : Pollutant.values()) {
            List<@Nullable BigDecimal> hours = hourValues(pollutant, ends, values, standard);
            validHours.add((int) hours.stream().filter(value -> value != null).count());
            put(pollutant, hours, standard, means);
        }
        AirIndex judged = index.day(standard.index(), means, MonitoringPlan.of(station));
        return new AirDay(day.date(), AirReport.of(judged, leftOut(judged, Map.of())), validHours);
    }

    /** The day without its hours of dust; empty where none is listed for it or no standard was in force. */
    Optional<DustRest> rest(Station station, LocalDay day, HourlyValues values, DustDeduction dust) {
        return rest(day, dust, (concerned, standard) -> {
            AirValues means = new AirValues();
            List<Instant> ends = day.hourEnds();
            for (Pollutant pollutant : concerned) {
                List<@Nullable BigDecimal> left =
                        dust.without(day.date(), pollutant, hourValues(pollutant, ends, values, standard));
                put(pollutant, left, standard, means);
            }
            return index.day(standard.index(), means, MonitoringPlan.of(station));
        });
    }

    /** What dust left of the pollutants of which hours are deducted, by a standard. */
    interface Left {
        AirIndex of(Set<Pollutant> concerned, AirStandard standard);
    }

    /** The published form of it; empty where no hours are listed for the day or no standard was in force. */
    static Optional<DustRest> rest(LocalDay day, DustDeduction dust, Left left) {
        Set<Pollutant> concerned = dust.deductedByHours(day.date());
        return concerned.isEmpty()
                ? Optional.empty()
                : AirStandard.inForce(day.date()).map(standard -> rest(day, left.of(concerned, standard), concerned));
    }

    private static DustRest rest(LocalDay day, AirIndex left, Set<Pollutant> concerned) {
        Map<Pollutant, BigDecimal> means = new EnumMap<>(Pollutant.class);
        for (Pollutant pollutant : concerned) {
            left.item(pollutant).map(SubIndex::concentration).ifPresent(mean -> means.put(pollutant, mean));
        }
        return new DustRest(day.date(), means);
    }

    private void put(Pollutant pollutant, List<@Nullable BigDecimal> hours, AirStandard standard, AirValues means) {
        if (pollutant == Pollutant.O3) {
            OzoneEightHour ozone = OzoneEightHour.of(standard, settings, hours);
            put(Averaging.EIGHT_HOURS, pollutant, ozone.unrounded(), ozone.reason(), means);
            greatest(hours).ifPresent(hour -> means.put(Averaging.HOUR, pollutant, hour));
        } else {
            DayMean mean = DayMean.of(standard, settings, pollutant, hours);
            put(Averaging.DAY, pollutant, mean.unrounded(), mean.reason(), means);
        }
    }

    /** The greatest hour of a day; empty where there is none. */
    static Optional<BigDecimal> greatest(List<@Nullable BigDecimal> hours) {
        BigDecimal greatest = null;
        for (BigDecimal hour : hours) {
            greatest = hour != null && (greatest == null || hour.compareTo(greatest) > 0) ? hour : greatest;
        }
        return Optional.ofNullable(greatest);
    }

    private static void put(
            Averaging averaging,
            Pollutant pollutant,
            @Nullable BigDecimal value,
            @Nullable Reason reason,
            AirValues means) {
        if (value == null) {
            means.missing(pollutant, reason == null ? Reason.MISSING : reason);
        } else {
            means.put(averaging, pollutant, value);
        }
    }

    /** The concentration of an hour, unrounded; null where there is none. */
    @Nullable
    BigDecimal hourValue(Pollutant pollutant, Instant end, HourlyValues values, AirStandard standard) {
        return hour(pollutant, end, values, standard).value();
    }

    /** The concentrations of the hours that end then, unrounded, null where there is none. */
    List<@Nullable BigDecimal> hourValues(
            Pollutant pollutant, List<Instant> ends, HourlyValues values, AirStandard standard) {
        List<@Nullable BigDecimal> hours = new ArrayList<>(ends.size());
        for (Instant end : ends) {
            hours.add(hourValue(pollutant, end, values, standard));
        }
        return hours;
    }

    private static List<String> leftOut(AirIndex judged, Map<Pollutant, String> whys) {
        List<String> leftOut = new ArrayList<>();
        for (var gap : judged.gaps()) {
            String why = whys.getOrDefault(gap.pollutant(), "");
            Reason reason = gap.reason() == null ? Reason.MISSING : gap.reason();
            leftOut.add(gap.pollutant().code() + ": " + (why.isEmpty() ? reason.code() : why));
        }
        leftOut.addAll(judged.standIns());
        return leftOut;
    }
}
