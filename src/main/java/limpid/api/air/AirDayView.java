package limpid.api.air;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import limpid.air.AirDay;
import limpid.air.AirReport;
import limpid.api.air.AirPart.Level;
import limpid.api.http.Addresses;
import limpid.api.http.Holders;
import limpid.api.http.Local;
import limpid.measure.LocalDay;
import limpid.standard.Pollutant;
import limpid.store.Results.Kind;
import limpid.store.Results.Known;
import limpid.store.Results.Reviewed;
import limpid.store.Results.Subject;
import org.jspecify.annotations.Nullable;

/**
 * The air quality index of a day 空气质量日报.
 *
 * @param station           where the day is of a station
 * @param city              where the day is of a city
 * @param start             00:00 of the date
 * @param end               24:00 of the date
 * @param values            by pollutant; {@code o3Max8h} is the daily maximum 8-hour mean of ozone
 * @param validHours        valid hours of each pollutant
 * @param aqi               null with a reason
 * @param level             1 to 6
 * @param category          空气质量指数类别
 * @param primaryPollutants 首要污染物, empty up to an AQI of 50
 * @param valid             whether there is an AQI
 * @param status            running until 24:00, then provisional 待审核 until a reviewer confirms the figures (HJ 633-2012
 *                          5.1.5), then reviewed 已审核; provisional again once they change
 * @param reviewedBy        who confirmed them; null while they are not reviewed, and for those who ask
 *                          without a key
 * @param reviewedAt        when
 * @param reason            why there is no AQI
 * @param leftOut           what did not enter it, and why
 * @param edition           by which it was judged
 * @param official          whether that is the edition in force on it; otherwise it was computed for this answer only
 * @param revision          1 for the first
 * @param knownFrom         since when it is known
 * @param evidence          address of inputs, arithmetic and earlier revisions of the published figure
 */
@Schema(name = "AirDay")
public record AirDayView(
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String station,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String city,
        LocalDate date,
        OffsetDateTime start,
        OffsetDateTime end,
        Map<String, AirPart> values,
        Map<String, Integer> validHours,
        @Nullable Integer aqi,
        @Nullable Integer level,
        @Nullable String category,
        @Nullable String categoryEn,
        List<String> primaryPollutants,
        boolean valid,

        @Schema(allowableValues = {"running", "provisional", "reviewed"})
        String status,

        @Nullable String reviewedBy,
        @Nullable OffsetDateTime reviewedAt,
        @Nullable String reason,
        List<String> leftOut,
        String edition,
        boolean official,
        int revision,
        OffsetDateTime knownFrom,
        String evidence) {

    public static AirDayView of(Known<AirDay> known, Instant now, boolean official) {
        AirDay day = known.result();
        Subject subject = known.subject();
        AirReport index = day.report();
        Level level = Level.of(index);
        LocalDay local = new LocalDay(day.date(), LocalDay.CHINA);
        return new AirDayView(
                subject.kind() == Kind.STATION ? subject.code() : null,
                subject.kind() == Kind.CITY ? subject.code() : null,
                day.date(),
                Local.time(local.start()),
                Local.time(local.end()),
                AirPart.of(index, true),
                validHours(day),
                index.aqi(),
                index.level(),
                level.zh(),
                level.en(),
                index.primaryPollutants(),
                index.aqi() != null,
                status(known.reviewed(), local, now),
                known.reviewed() == null ? null : Holders.name(known.reviewed().by()),
                known.reviewed() == null ? null : Local.time(known.reviewed().at()),
                AirPart.reason(index),
                index.leftOut(),
                index.edition(),
                official,
                known.since().revision(),
                Local.time(known.since().from()),
                Addresses.evidence(AirEvidenceIds.day(subject, day.date())));
    }

    private static Map<String, Integer> validHours(AirDay day) {
        Map<String, Integer> valid = new LinkedHashMap<>();
        for (int i = 0; i < day.validHours().size(); i++) {
            valid.put(
                    AirPart.name(Pollutant.values()[i], true), day.validHours().get(i));
        }
        return valid;
    }

    private static String status(@Nullable Reviewed reviewed, LocalDay day, Instant now) {
        if (now.isBefore(day.end())) {
            return "running";
        }
        return reviewed == null ? "provisional" : "reviewed";
    }
}
