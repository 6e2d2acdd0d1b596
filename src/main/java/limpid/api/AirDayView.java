package limpid.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import limpid.api.AirPart.Level;
import limpid.api.Page.Lines;
import limpid.measure.LocalDay;
import limpid.store.Results.AirDay;
import limpid.store.Results.AirIndex;
import limpid.store.Results.Kind;
import limpid.store.Results.Reviewed;
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

    private static final List<String> PARTS = List.of("SO2", "NO2", "CO", "o3Max8h", "PM10", "PM2.5");

    static Lines<AirDayView> csv() {
        List<String> header = new ArrayList<>(List.of("station", "city", "date", "status"));
        header.addAll(AirPart.columns(PARTS));
        header.addAll(AirPart.INDEX_COLUMNS);
        header.addAll(List.of("reviewedBy", "reviewedAt"));
        return new Lines<>(header, view -> {
            List<@Nullable Object> cells =
                    new ArrayList<>(Arrays.asList(view.station, view.city, view.date, view.status));
            cells.addAll(AirPart.cells(PARTS, view.values));
            cells.addAll(Arrays.asList(
                    view.aqi,
                    view.level,
                    view.category,
                    view.categoryEn,
                    view.primaryPollutants,
                    view.valid,
                    view.reason,
                    view.leftOut,
                    view.edition,
                    view.official,
                    view.revision,
                    view.knownFrom,
                    view.reviewedBy,
                    view.reviewedAt));
            return cells;
        });
    }

    static AirDayView of(AirDay day, Instant now, boolean official) {
        AirIndex index = day.index();
        Level level = Level.of(index);
        LocalDay local = new LocalDay(day.date(), LocalDay.CHINA);
        return new AirDayView(
                day.subject().kind() == Kind.STATION ? day.subject().code() : null,
                day.subject().kind() == Kind.CITY ? day.subject().code() : null,
                day.date(),
                Local.time(local.start()),
                Local.time(local.end()),
                AirPart.of(index),
                day.validHours(),
                index.aqi(),
                index.level(),
                level.zh(),
                level.en(),
                index.primaryPollutants(),
                index.aqi() != null,
                status(day.reviewed(), local, now),
                day.reviewed() == null ? null : Holders.name(day.reviewed().by()),
                day.reviewed() == null ? null : Local.time(day.reviewed().at()),
                AirPart.reason(index),
                index.leftOut(),
                index.edition(),
                official,
                day.known().revision(),
                Local.time(day.known().from()),
                AirEvidenceIds.evidence(AirEvidenceIds.day(day.subject(), day.date())));
    }

    private static String status(@Nullable Reviewed reviewed, LocalDay day, Instant now) {
        if (now.isBefore(day.end())) {
            return "running";
        }
        return reviewed == null ? "provisional" : "reviewed";
    }
}
