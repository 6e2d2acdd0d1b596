package limpid.noise;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import limpid.measure.Coverage;
import limpid.measure.Rounding;
import limpid.noise.NoiseLevel.Shortfall;
import limpid.noise.NoiseSettings.RateAggregation;
import limpid.noise.YearOnYear.Reason;
import limpid.noise.ZoneVerdict.State;
import limpid.standard.DayPart;
import limpid.standard.NoiseSurvey.CitySize;
import limpid.standard.StandardBook;

/**
 * Compliance of a city's functional zones 功能区声环境达标率, for day and night apart: compliant over valid, by class of zone
 * and in total. What has no valid data leaves the denominator.
 *
 * @param part    what it is of
 * @param unit    what is counted
 * @param total   over all classes
 * @param byClass by class of zone, 0 to 4b
 * @param coverage points with valid data, points of the set, and how many a city of this size should have
 * @param points  the points it was due from
 */
public record ZoneCompliance(
        DayPart part, Unit unit, Rate total, SortedMap<String, Rate> byClass, Coverage coverage, PointSet points) {
    private static final String ASSESSMENT = "noise-zone_assessment";

    /** Keeps its own map. */
    public ZoneCompliance {
        byClass = Collections.unmodifiableSortedMap(new TreeMap<>(byClass));
    }

    /** What a rate counts; rates of different units are not the same quantity. */
    public enum Unit {
        /** 点次: quarterly surveys of single points (HJ 640-2012 clause 6), up to 2024. */
        POINT_TIMES("pointTimes"),
        /** 站点天数: days of automatic stations (环办监测〔2024〕33号), from 2025. */
        STATION_DAYS("stationDays");

        private final String code;

        Unit(String code) {
            this.code = code;
        }

        /** The name in answers. */
        public String code() {
            return code;
        }
    }

    /**
     * A compliance rate.
     *
     * @param compliant point-times or station-days that comply
     * @param valid     with valid data, the denominator
     * @param monitored due, valid or not
     * @param percent   the rate, unrounded beyond six decimals; empty where nothing is valid, or too little
     * @param bursts    night Lmax more than 15 dB over the limit (GB 3096-2008 5.4 as quoted)
     * @param lmaxKnown nights with a level and an Lmax, of which the bursts are
     */
    public record Rate(
            long compliant, long valid, long monitored, Optional<BigDecimal> percent, long bursts, long lmaxKnown) {
        /** Why there is no rate; empty where there is one. */
        public Optional<Shortfall> shortfall() {
            return percent.isPresent()
                    ? Optional.empty()
                    : Optional.of(valid == 0 ? Shortfall.NO_DATA : Shortfall.TOO_FEW_VALID);
        }
    }

    /** The unit of a local date, by the edition in force. */
    public static Unit unit(StandardBook book, LocalDate date) {
        return book.inForce(ASSESSMENT, date).isPresent() ? Unit.STATION_DAYS : Unit.POINT_TIMES;
    }

    /**
     * The city's rates.
     *
     * @param version  name of the point set
     * @param verdicts one for each point-time or station-day that was due; those of the other part are passed over
     * @param size     size of the city
     */
    public static ZoneCompliance of(
            DayPart part,
            Unit unit,
            String version,
            Collection<ZoneVerdict> verdicts,
            CitySize size,
            NoiseSettings settings) {
        List<ZoneVerdict> own = verdicts.stream()
                .filter(verdict -> verdict.observation().part() == part)
                .toList();
        SortedMap<String, Rate> byClass = new TreeMap<>();
        groups(own, verdict -> verdict.observation().zone())
                .forEach((zone, group) -> byClass.put(zone, rate(group, settings)));
        PointSet points = PointSet.of(
                version,
                own.stream().map(verdict -> verdict.observation().point()).toList());
        long valid = own.stream()
                .filter(verdict -> verdict.state() != State.NO_VALID_DATA)
                .map(verdict -> verdict.observation().point())
                .distinct()
                .count();
        Coverage coverage = new Coverage(Math.toIntExact(valid), points.points().size(), size.functionalPoints());
        return new ZoneCompliance(part, unit, rate(own, settings), byClass, coverage, points);
    }

    private static Map<String, List<ZoneVerdict>> groups(
            List<ZoneVerdict> verdicts, Function<ZoneVerdict, String> key) {
        return verdicts.stream().collect(Collectors.groupingBy(key));
    }

    private static Rate rate(List<ZoneVerdict> verdicts, NoiseSettings settings) {
        long compliant = count(verdicts, State.COMPLIES);
        long valid = verdicts.size() - count(verdicts, State.NO_VALID_DATA);
        Optional<BigDecimal> percent =
                settings.zoneAggregation() == RateAggregation.POOLED ? percent(verdicts) : meanOfPoints(verdicts);
        boolean few = valid < MinimumShares.leastOf(settings.assessedShare(), verdicts.size());
        List<Boolean> bursts =
                verdicts.stream().flatMap(verdict -> verdict.burst().stream()).toList();
        long over = bursts.stream().filter(burst -> burst).count();
        return new Rate(compliant, valid, verdicts.size(), few ? Optional.empty() : percent, over, bursts.size());
    }

    private static long count(List<ZoneVerdict> verdicts, State state) {
        return verdicts.stream().filter(verdict -> verdict.state() == state).count();
    }

    private static Optional<BigDecimal> percent(List<ZoneVerdict> verdicts) {
        long valid = verdicts.size() - count(verdicts, State.NO_VALID_DATA);
        return Share.of(count(verdicts, State.COMPLIES), valid).percent(SoundEnergy.LEVEL_DIGITS);
    }

    private static Optional<BigDecimal> meanOfPoints(List<ZoneVerdict> verdicts) {
        List<BigDecimal> rates = groups(
                        verdicts, verdict -> verdict.observation().point())
                .values()
                .stream()
                .flatMap(group -> percent(group).stream())
                .toList();
        return rates.isEmpty() ? Optional.empty() : Optional.of(Rounding.mean(rates, SoundEnergy.LEVEL_DIGITS));
    }

    /**
     * The change of the rates, in percentage points.
     *
     * @param digits decimals at which rates are published
     */
    public YearOnYear since(ZoneCompliance before, int digits, NoiseSettings settings) {
        return unit == before.unit
                ? YearOnYear.ofChecks(side(digits), before.side(digits), settings.comparedShare())
                : YearOnYear.notComparable(Reason.UNIT_CHANGED, points, before.points);
    }

    /** A rate stands on its point-times or station-days: points of which one day of the year is valid are no basis. */
    private YearOnYear.Side side(int digits) {
        Coverage checks = new Coverage(Math.toIntExact(total.valid), Math.toIntExact(total.monitored), 0);
        return new YearOnYear.Side(total.percent.map(rate -> Rounding.halfEven(rate, digits)), checks, points);
    }
}
