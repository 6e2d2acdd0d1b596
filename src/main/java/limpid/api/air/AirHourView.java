package limpid.api.air;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import limpid.air.AirHour;
import limpid.air.AirReport;
import limpid.api.air.AirPart.Level;
import limpid.api.http.Addresses;
import limpid.api.http.Local;
import limpid.store.Results.Kind;
import limpid.store.Results.Known;
import limpid.store.Results.Subject;
import org.jspecify.annotations.Nullable;

/**
 * The air quality index of an hour 空气质量实时报.
 *
 * @param station           where the hour is of a station
 * @param city              where the hour is of a city
 * @param values            by pollutant
 * @param aqi               null with a reason
 * @param level             1 to 6
 * @param category          空气质量指数类别
 * @param primaryPollutants 首要污染物, empty up to an AQI of 50
 * @param valid             whether there is an AQI
 * @param reason            why there is none
 * @param leftOut           what did not enter it, and why
 * @param edition           by which it was judged
 * @param official          whether that is the edition in force on it; otherwise it was computed for this answer only
 * @param revision          1 for the first
 * @param knownFrom         since when it is known
 * @param evidence          address of inputs, arithmetic and earlier revisions of the published figure
 */
@Schema(name = "AirHour")
public record AirHourView(
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String station,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String city,
        OffsetDateTime start,
        OffsetDateTime end,
        Map<String, AirPart> values,
        @Nullable Integer aqi,
        @Nullable Integer level,
        @Nullable String category,
        @Nullable String categoryEn,
        List<String> primaryPollutants,
        boolean valid,
        @Nullable String reason,
        List<String> leftOut,
        String edition,
        boolean official,
        int revision,
        OffsetDateTime knownFrom,
        String evidence) {

    /** An hour as an answer. @param official whether its edition is the one in force on it */
    public static AirHourView of(Known<AirHour> known, boolean official) {
        AirHour hour = known.result();
        Subject subject = known.subject();
        AirReport index = hour.report();
        Level level = Level.of(index);
        return new AirHourView(
                subject.kind() == Kind.STATION ? subject.code() : null,
                subject.kind() == Kind.CITY ? subject.code() : null,
                Local.time(hour.end().minus(Duration.ofHours(1))),
                Local.time(hour.end()),
                AirPart.of(index, false),
                index.aqi(),
                index.level(),
                level.zh(),
                level.en(),
                index.primaryPollutants(),
                index.aqi() != null,
                AirPart.reason(index),
                index.leftOut(),
                index.edition(),
                official,
                known.since().revision(),
                Local.time(known.since().from()),
                Addresses.evidence(AirEvidenceIds.hour(subject, hour.end())));
    }
}
