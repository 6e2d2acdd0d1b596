package limpid.api.noise;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import limpid.noise.CityAssessment.LeftOut;
import org.jspecify.annotations.Nullable;

/**
 * A city's noise in a period 城市声环境质量评价.
 *
 * @param network      regional, traffic or functional; never mixed
 * @param from         first date of the period
 * @param to           last date of the period
 * @param edition      by which it is graded or counted; null for functional zones before station-days were counted
 * @param limits       edition of the zone limits; null for the other networks
 * @param nightMeaning which hours the nights are made of
 * @param ruleSet      name of the least valid shares
 * @param day          昼间
 * @param night        夜间
 * @param leftOut      points that did not enter, and why
 */
@Schema(name = "NoiseAssessment")
public record NoiseAssessmentView(
        String city,
        String network,
        String period,
        LocalDate from,
        LocalDate to,
        @Nullable String edition,
        @Nullable String limits,
        String nightMeaning,
        String ruleSet,
        NoiseAssessmentPart day,
        NoiseAssessmentPart night,
        List<PointLeftOut> leftOut) {

    /** Whether a point had data by day or by night. */
    public static boolean hasFigures(NoiseAssessmentView view) {
        return Stream.of(view.day, view.night)
                .anyMatch(part -> NoiseAssessmentPart.points(part).valid() > 0);
    }

    /**
     * A point that did not enter a figure.
     *
     * @param part day or night
     */
    @Schema(name = "NoisePointLeftOut")
    public record PointLeftOut(String station, String part, String reason) {
        static PointLeftOut of(LeftOut point) {
            return new PointLeftOut(point.point(), point.part().code(), point.reason());
        }
    }
}
