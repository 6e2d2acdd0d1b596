package limpid.api.noise;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import limpid.measure.Coverage;
import limpid.measure.Rounding;
import limpid.noise.NoiseLevel;
import limpid.noise.NoiseLevel.Shortfall;
import limpid.noise.NoiseSettings;
import limpid.noise.PointSet;
import limpid.noise.RegionalNoise;
import limpid.noise.Share;
import limpid.noise.TrafficNoise;
import limpid.noise.YearOnYear;
import limpid.noise.ZoneCompliance;
import limpid.standard.NoiseGrades.Grade;
import org.jspecify.annotations.Nullable;

/** The figures of a network's day-time or night-time; which ones depends on the network. */
@Schema(
        name = "NoiseAssessmentPart",
        oneOf = {NoiseAssessmentPart.Regional.class, NoiseAssessmentPart.Traffic.class, NoiseAssessmentPart.Zones.class
        })
public sealed interface NoiseAssessmentPart {
    /** Decimals of percentages. */
    int PERCENT_DIGITS = 1;

    /**
     * A city mean.
     *
     * @param value     as published, dB; null with a reason
     * @param unrounded as calculated
     * @param grade     1, the best, to 5; null without a mean or where the edition grades none
     * @param gradeName 好, 较好, 一般, 较差, 差
     * @param reason    why there is no mean
     */
    @Schema(name = "NoiseCityMean")
    record Mean(
            @Nullable BigDecimal value,
            @Nullable BigDecimal unrounded,
            @Nullable Integer grade,
            @Nullable String gradeName,
            @Nullable String gradeNameEn,
            @Nullable String reason) {

        static Mean of(NoiseLevel mean, @Nullable Grade grade, NoiseSettings settings) {
            return new Mean(
                    mean.published(settings).orElse(null),
                    mean.value().orElse(null),
                    grade == null ? null : grade.number(),
                    grade == null ? null : grade.nameZh(),
                    grade == null ? null : grade.nameEn(),
                    mean.shortfall().map(Shortfall::code).orElse(null));
        }
    }

    /**
     * Points of the network.
     *
     * @param valid    with a level
     * @param expected of the set
     * @param required how many a city of this size should have; null where its population was not given
     */
    @Schema(name = "NoisePoints")
    static Points points(NoiseAssessmentPart part) {
        return switch (part) {
            case Regional regional -> regional.points;
            case Traffic traffic -> traffic.points;
            case Zones zones -> zones.points;
        };
    }

    record Points(int valid, int expected, @Nullable Integer required) {
        static Points of(Coverage coverage) {
            return new Points(
                    coverage.valid(), coverage.expected(), coverage.required() == 0 ? null : coverage.required());
        }
    }

    /**
     * The points a figure was due from.
     *
     * @param version     the period they were in service
     * @param fingerprint the same points have the same one
     */
    @Schema(name = "NoisePointSet")
    record Set(String version, String fingerprint) {
        static Set of(PointSet points) {
            return new Set(points.version(), points.fingerprint());
        }
    }

    /**
     * The change against the same period of the year before 同比.
     *
     * @param period     the one before
     * @param difference dB of means, percentage points of rates, as published; null with a reason
     * @param comparable false where the points or the unit changed, a figure is missing or rests on too few points
     * @param reason     pointSetChanged, unitChanged, figureMissing, tooFewPoints, tooFewChecks; null where comparable
     * @param before     how many points had data in the period before
     * @param rateBefore the rate of the period before with its valid and due point-times or station-days; null of levels
     * @param added      points only this period has
     * @param removed    points only the period before has
     */
    @Schema(name = "NoiseYearOnYear")
    record Change(
            String period,
            @Nullable BigDecimal difference,
            boolean comparable,
            @Nullable String reason,
            Points before,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Rate rateBefore,

            SortedSet<String> added,
            SortedSet<String> removed) {
        static Change of(String period, YearOnYear yearOnYear, Points before, @Nullable Rate rate) {
            return switch (yearOnYear) {
                case YearOnYear.Change change ->
                    new Change(period, change.difference(), true, null, before, rate, new TreeSet<>(), new TreeSet<>());
                case YearOnYear.NotComparable not ->
                    new Change(period, null, false, not.reason().code(), before, rate, not.added(), not.removed());
            };
        }
    }

    /**
     * Regional noise 区域声环境.
     *
     * @param coveredAreaM2  area of the grid squares with a level
     * @param coveredPercent of the built-up area; null where that was not given
     */
    @Schema(name = "NoiseRegional")
    record Regional(
            Mean mean,
            Points points,
            BigDecimal coveredAreaM2,
            @Nullable BigDecimal coveredPercent,
            Set pointSet,
            Change yearOnYear)
            implements NoiseAssessmentPart {
        static Regional of(RegionalNoise noise, Change change, NoiseSettings settings) {
            return new Regional(
                    Mean.of(noise.mean(), noise.grade().orElse(null), settings),
                    Points.of(noise.coverage()),
                    noise.coveredArea().part(),
                    percent(noise.coveredArea()),
                    Set.of(noise.pointSet()),
                    change);
        }
    }

    /**
     * Road-traffic noise 道路交通声环境.
     *
     * @param lengthM             of the sections with a level
     * @param lengthOverM         of those over the limit of 70 dB
     * @param overPercentByLength share of the length over it; null where there is no mean
     * @param overPercentByCount  share of the sections over it
     */
    @Schema(name = "NoiseTraffic")
    record Traffic(
            Mean mean,
            Points points,
            BigDecimal lengthM,
            BigDecimal lengthOverM,
            @Nullable BigDecimal overPercentByLength,
            @Nullable BigDecimal overPercentByCount,
            Set pointSet,
            Change yearOnYear)
            implements NoiseAssessmentPart {
        static Traffic of(TrafficNoise noise, Change change, NoiseSettings settings) {
            return new Traffic(
                    Mean.of(noise.mean(), noise.grade().orElse(null), settings),
                    Points.of(noise.coverage()),
                    noise.overByLength().whole(),
                    noise.overByLength().part(),
                    noise.percent(noise.overByLength(), PERCENT_DIGITS).orElse(null),
                    noise.percent(noise.overByCount(), PERCENT_DIGITS).orElse(null),
                    Set.of(noise.pointSet()),
                    change);
        }
    }

    /**
     * Compliance of functional zones 功能区声环境达标率.
     *
     * @param unit        what is counted: pointTimes 点次 or stationDays 站点天数
     * @param unitInForce what the rule of that time counts: pointTimes up to 2024, stationDays from 2025
     * @param byClass     by class of zone, 0 to 4b
     */
    @Schema(name = "NoiseZones")
    record Zones(
            String unit,
            String unitInForce,
            Rate total,
            SortedMap<String, Rate> byClass,
            Points points,
            Set pointSet,
            Change yearOnYear)
            implements NoiseAssessmentPart {
        static Zones of(ZoneCompliance compliance, ZoneCompliance.Unit unitInForce, Change change) {
            SortedMap<String, Rate> byClass = new TreeMap<>();
            compliance.byClass().forEach((zone, rate) -> byClass.put(zone, Rate.of(rate)));
            return new Zones(
                    compliance.unit().code(),
                    unitInForce.code(),
                    Rate.of(compliance.total()),
                    byClass,
                    Points.of(compliance.coverage()),
                    Set.of(compliance.points()),
                    change);
        }
    }

    /**
     * A compliance rate 达标率.
     *
     * @param compliant point-times or station-days that comply
     * @param valid     with valid data, the denominator
     * @param monitored due, valid or not
     * @param percent   the rate; null with a reason
     * @param reason    noData where nothing is valid, tooFewValid where less than rule noise.assessedShare asks for
     * @param bursts    nights whose Lmax is more than 15 dB over the limit 夜间突发噪声 (GB 3096-2008 5.4); 0 by day
     * @param lmaxKnown nights of which that is known; 0 by day
     */
    @Schema(name = "NoiseComplianceRate")
    record Rate(
            long compliant,
            long valid,
            long monitored,
            @Nullable BigDecimal percent,
            @Nullable String reason,
            long bursts,
            long lmaxKnown) {
        static Rate of(ZoneCompliance.Rate rate) {
            return new Rate(
                    rate.compliant(),
                    rate.valid(),
                    rate.monitored(),
                    rate.percent()
                            .map(percent -> Rounding.halfEven(percent, PERCENT_DIGITS))
                            .orElse(null),
                    rate.shortfall().map(Shortfall::code).orElse(null),
                    rate.bursts(),
                    rate.lmaxKnown());
        }
    }

    private static @Nullable BigDecimal percent(Share share) {
        return share.percent(PERCENT_DIGITS).orElse(null);
    }
}
