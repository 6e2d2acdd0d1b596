package limpid.api.air;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import limpid.air.AirReport;
import limpid.air.SubIndex.Instead;
import limpid.api.air.AirEvaluationView.CoverageView;
import limpid.api.air.DustController.DustView;
import limpid.api.http.ChoiceView;
import limpid.api.http.Local;
import limpid.standard.SensitiveGroups;
import limpid.store.Results.KnownSince;
import org.jspecify.annotations.Nullable;

/**
 * On what an hour or a day of air rests, so that a person can redo it by hand.
 *
 * @param id                name of the result
 * @param date              local day
 * @param end               end of the hour or day
 * @param edition           by which it was judged
 * @param clauses           where the rules stand
 * @param items             by pollutant
 * @param aqi               the greatest IAQI; null with a reason
 * @param reason            why there is no AQI
 * @param primaryPollutants 首要污染物
 * @param exceedancePollutants 超标污染物: with an IAQI above 100; none by HJ 633-2026, which has no such term
 * @param sensitiveGroups   敏感人群 of the pollutants with an IAQI above 100; none by HJ 633-2012, which has no such table
 * @param reproduced        whether these inputs, worked through again for this answer, give the published figures; not so
 *                          where an input changed and the result has not followed yet
 * @param leftOut           what did not enter, and why
 * @param rules             choices that hold on the date in place of defaults; {@code reproduced} is by them
 * @param dust              what the list of dust 沙尘 has for the city's date: evaluations deduct it, this figure keeps it
 * @param reviews           verdicts of reviewers 审核 on readings of its span
 * @param revision          1 for the first
 * @param knownFrom         since when it is known
 * @param revisions         what it was before, oldest first
 */
@Schema(name = "AirEvidence")
public record AirEvidenceView(
        String id,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String station,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String city,
        LocalDate date,
        OffsetDateTime end,
        String edition,
        List<String> clauses,
        Map<String, ItemView> items,
        @Nullable Integer aqi,
        @Nullable String reason,
        List<String> primaryPollutants,
        List<String> exceedancePollutants,
        List<GroupView> sensitiveGroups,
        boolean reproduced,
        List<String> leftOut,
        List<ChoiceView> rules,
        List<DustView> dust,
        List<ReviewView> reviews,
        int revision,
        OffsetDateTime knownFrom,
        List<RevisionView> revisions) {

    /** People who feel a pollutant first. */
    @Schema(name = "SensitiveGroup")
    public record GroupView(String code, String nameZh, String nameEn) {
        static GroupView of(SensitiveGroups.Group group) {
            return new GroupView(group.code(), group.nameZh(), group.nameEn());
        }
    }

    /**
     * A pollutant, from its inputs to its IAQI.
     *
     * @param figure        what was made of the inputs
     * @param inputs        all that were due or came
     * @param coverage      of the inputs; null where the standard asks for none
     * @param clause        where the least data stand; empty where no text was read
     * @param windows       unrounded 8-hour means stamped 08 to 24; empty but for the day of ozone at a station
     * @param arithmetic    what was reckoned; null where there is no figure
     * @param unrounded     what it gave, to 16 digits
     * @param rounding      how that was rounded
     * @param concentration as published, ug/m3 (CO mg/m3); null with a reason
     * @param standIn       the other mean whose index is reported because the concentration is above its column; the
     *                      segment and the formula are of it. Null where the index is its own
     * @param segment       the breakpoints around it; null above the table and without a concentration
     * @param formula       the IAQI with the numbers put in
     * @param iaqiUnrounded what the formula gives, to 16 digits
     * @param iaqi          that, up to the next whole number
     * @param reason        why concentration or IAQI is not there
     */
    @Schema(name = "AirEvidenceItem")
    public record ItemView(
            String figure,
            List<InputView> inputs,
            @Nullable CoverageView coverage,
            String clause,
            List<@Nullable BigDecimal> windows,
            @Nullable String arithmetic,
            @Nullable BigDecimal unrounded,
            String rounding,
            @Nullable BigDecimal concentration,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            StandInView standIn,

            @Nullable SegmentView segment,
            @Nullable String formula,
            @Nullable BigDecimal iaqiUnrounded,
            @Nullable Integer iaqi,
            @Nullable String reason) {}

    /**
     * An input.
     *
     * @param station  whose value it is
     * @param end      end of its period
     * @param value    the figure taken; null where there is none
     * @param reading  the reading as it was sent; null where the input is a mean
     * @param flag     of the reading 数据标识; null where the input is a mean
     * @param enters   whether it entered
     * @param reason   why it did not
     * @param evidence address of the input's own evidence; null for a reading
     */
    @Schema(name = "AirEvidenceInput")
    public record InputView(
            String station,
            OffsetDateTime end,
            @Nullable BigDecimal value,
            @Nullable BigDecimal reading,
            @Nullable String flag,
            boolean enters,
            @Nullable String reason,
            @Nullable String evidence) {}

    /**
     * A verdict on readings of a station.
     *
     * @param by       who gave it
     * @param at       when
     * @param readings how many of the span it concerned
     */
    @Schema(name = "AirEvidenceReview")
    public record ReviewView(String station, @Nullable String by, OffsetDateTime at, String reason, int readings) {}

    /** Another mean of the same pollutant. @param averaging 1h or 24h */
    @Schema(name = "AirStandIn")
    public record StandInView(String averaging, BigDecimal concentration) {
        static StandInView of(Instead instead) {
            return new StandInView(instead.averaging().code(), instead.concentration());
        }
    }

    /** Two neighbouring breakpoints: index and concentration below and above. */
    @Schema(name = "AirBreakpoints")
    public record SegmentView(int indexLow, int indexHigh, BigDecimal concentrationLow, BigDecimal concentrationHigh) {}

    /**
     * What a result was before.
     *
     * @param concentrations by pollutant
     */
    @Schema(name = "AirRevision")
    public record RevisionView(
            int revision,
            OffsetDateTime knownFrom,
            String edition,
            Map<String, AirPart> concentrations,
            @Nullable Integer aqi,
            @Nullable String reason) {
        static RevisionView of(AirReport index, KnownSince known, boolean day) {
            return new RevisionView(
                    known.revision(),
                    Local.time(known.from()),
                    index.edition(),
                    AirPart.of(index, day),
                    index.aqi(),
                    AirPart.reason(index));
        }
    }
}
