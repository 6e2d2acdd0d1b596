package limpid.api.bulletin;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import limpid.api.noise.NoiseAssessmentView;
import limpid.api.programme.CheckView;
import limpid.api.programme.CompensationMonthView;
import limpid.api.programme.CompensationSumView;
import limpid.api.water.RegionAssessmentView;
import limpid.api.water.SectionAssessmentView;
import limpid.api.water.WaterSourcesView;
import org.jspecify.annotations.Nullable;

/**
 * The figures of a bulletin 环境质量通报, as its templates see them. What cannot be answered is null with a reason.
 *
 * @param period        2016, 2016-H1, 2016-Q1 or 2016-03
 * @param part          year, H1, Q1 or 03
 * @param to            last day, which is included
 * @param complete      whether the period is over
 * @param airReason     why there is nothing of air
 * @param water         all sections of the city, with the same period of the year before
 * @param waterReason   why there is nothing of water
 * @param offTarget     sections that miss their target class
 * @param sources       drinking sources
 * @param sourcesReason why there is nothing of them
 * @param compensation between regions, by each rule of the city that holds in the period
 * @param noiseReason   why there is nothing of noise
 * @param programmes    checks of the city's programmes on the last day of the period
 */
@Schema(name = "BulletinFigures")
public record BulletinFigures(
        String city,
        String period,
        int year,
        String part,
        LocalDate from,
        LocalDate to,
        boolean complete,
        @Nullable Air air,
        @Nullable String airReason,
        @Nullable RegionAssessmentView water,
        @Nullable String waterReason,
        List<SectionAssessmentView> offTarget,
        @Nullable WaterSourcesView sources,
        @Nullable String sourcesReason,
        List<Compensation> compensation,
        @Nullable Noise noise,
        @Nullable String noiseReason,
        List<ProgrammeChecks> programmes) {

    /**
     * A figure and the same of the year before.
     *
     * @param reason       why there is none now
     * @param beforeReason why there was none
     */
    @Schema(name = "BulletinCompared")
    public record Compared(
            @Nullable BigDecimal now,
            @Nullable String reason,
            @Nullable BigDecimal before,
            @Nullable String beforeReason) {}

    /**
     * Air of the period (HJ 663).
     *
     * @param edition           of the limits
     * @param evaluationEdition HJ 663
     * @param days              calendar, valid, excellentOrGood, excellent, good, light, moderate, heavy, severe
     * @param excellentDayRatio percent of valid days
     * @param calendarDayRatio  percent of calendar days
     * @param concentrations    by pollutant
     * @param rank              by composite index among the cities that have one; 1 is the lowest index
     * @param cities            how many have one
     * @param evidence          the days it was made of
     */
    @Schema(name = "BulletinAir")
    public record Air(
            String edition,
            String evaluationEdition,
            Map<String, Compared> days,
            Compared excellentDayRatio,
            Compared calendarDayRatio,
            Compared compositeIndex,
            List<String> mainPollutant,
            Map<String, Concentration> concentrations,
            Compared rank,
            Compared cities,
            String evidence) {}

    /**
     * A concentration as the composite index takes it.
     *
     * @param percent    95 for CO and 90 for O3; null for a mean
     * @param valid      days with a value
     * @param expected   calendar days
     * @param validBefore days of the year before with a value; null where it is not compared at all
     * @param expectedBefore its calendar days; null as well
     * @param unit       ug/m3, CO mg/m3
     * @param limit      of class 2
     * @param complies   达标; null where that is not settled
     * @param otherState whether the two refer to another state of the air, so that they cannot be compared quite
     */
    @Schema(name = "BulletinConcentration")
    public record Concentration(
            @Nullable Integer percent,
            @Nullable BigDecimal now,
            @Nullable String reason,
            @Nullable BigDecimal before,
            @Nullable String beforeReason,
            int valid,
            int expected,
            @Nullable Integer validBefore,
            @Nullable Integer expectedBefore,
            @Nullable String unit,
            @Nullable BigDecimal limit,
            @Nullable Boolean complies,
            boolean otherState) {}

    /** Noise by network. */
    @Schema(name = "BulletinNoise")
    public record Noise(NoiseAssessmentView regional, NoiseAssessmentView traffic, NoiseAssessmentView functional) {}

    /**
     * Compensation between regions 水环境区域补偿 over the months of the period.
     *
     * @param rule     its id
     * @param valid    months of sections with an amount
     * @param expected months of sections that count
     * @param regions  what each pays and receives
     * @param months   what is paid at each section; none of a period longer than a month
     */
    @Schema(name = "BulletinCompensation")
    public record Compensation(
            String rule,
            String nameZh,
            String nameEn,
            int valid,
            int expected,
            List<CompensationSumView> regions,
            List<CompensationMonthView> months) {}

    /** The checks of a programme. */
    @Schema(name = "BulletinChecks")
    public record ProgrammeChecks(String programme, String nameZh, String nameEn, List<CheckView> checks) {}
}
