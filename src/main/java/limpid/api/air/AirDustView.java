package limpid.api.air;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import limpid.air.AirIndex;
import limpid.air.AirQualityIndex;
import limpid.air.DustDeduction;
import limpid.air.EvaluationDay;
import limpid.air.Reason;
import limpid.api.air.AirEvaluationView.PollutantView;
import limpid.api.air.AirPeriods.Evaluated;
import limpid.api.air.DustController.DustView;
import limpid.standard.Edition;
import limpid.standard.Pollutant;
import limpid.store.DustList.Listed;
import org.jspecify.annotations.Nullable;

/**
 * What dust did to a period. The figures of the evaluation leave dust out; here they stand with it. Counts of days and the
 * excellent-day ratio keep it either way.
 *
 * @param list           the list of dust by which was deducted
 * @param days           those days with their index without the deducted pollutants; the published one stays
 * @param compositeIndex with dust; null with a reason
 * @param reason         why there is none
 * @param pollutants     with dust
 */
@Schema(name = "AirDust")
public record AirDustView(
        List<DustView> list,
        List<DayView> days,
        @Nullable BigDecimal compositeIndex,
        @Nullable String reason,
        Map<String, PollutantView> pollutants) {

    /**
     * A day with dust.
     *
     * @param deducted          pollutants of which the day, or hours of it, are left out
     * @param left              means of the hours that are left where hours are deducted; too few give none
     * @param aqi               with dust, as published; null where there is none
     * @param aqiWithout        without the deducted pollutants; null where there is none
     * @param primaryPollutants 首要污染物 without them
     */
    @Schema(name = "AirDustDay")
    public record DayView(
            LocalDate date,
            List<String> deducted,
            Map<String, BigDecimal> left,
            @Nullable Integer aqi,
            @Nullable Integer aqiWithout,
            List<String> primaryPollutants) {
        private static DayView of(EvaluationDay day, DustDeduction dust, AirQualityIndex index, Edition edition) {
            AirIndex published = index.day(edition, day.values(), day.plan());
            AirIndex without = dust.indexWithout(index, edition, day);
            Map<Pollutant, BigDecimal> values = dust.without(day.date(), day.values());
            Map<String, BigDecimal> left = new LinkedHashMap<>();
            dust.deductedByHours(day.date()).forEach(pollutant -> Optional.ofNullable(values.get(pollutant))
                    .ifPresent(mean -> left.put(pollutant.code(), mean)));
            return new DayView(
                    day.date(),
                    DustDeduction.codes(dust.concerned(day.date())),
                    left,
                    published.aqi(),
                    without.aqi(),
                    without.primaryPollutants().stream().map(Pollutant::code).toList());
        }
    }

    static @Nullable AirDustView of(Evaluated evaluated, AirQualityIndex index) {
        List<Listed> listed = evaluated.dust();
        if (listed.isEmpty()) {
            return null;
        }
        Reason reason = evaluated.withDust().composite().reason();
        return new AirDustView(
                listed.stream().map(DustView::of).toList(),
                days(evaluated, evaluated.deduction(), index),
                evaluated.withDust().composite().value(),
                reason == null ? null : reason.code(),
                AirEvaluationView.pollutants(evaluated.withDust()));
    }

    private static List<DayView> days(Evaluated evaluated, DustDeduction dust, AirQualityIndex index) {
        List<DayView> days = new ArrayList<>();
        // The store hands days over as they lie.
        for (EvaluationDay day : evaluated.days().stream()
                .sorted(Comparator.comparing(EvaluationDay::date))
                .toList()) {
            Optional<Edition> edition = evaluated.evaluation().basis().index(day.date());
            if (edition.isPresent() && !dust.concerned(day.date()).isEmpty()) {
                days.add(DayView.of(day, dust, index, edition.get()));
            }
        }
        return days;
    }
}
