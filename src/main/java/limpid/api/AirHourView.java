package limpid.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import limpid.api.AirPart.Level;
import limpid.api.Page.Lines;
import limpid.store.Results.AirHour;
import limpid.store.Results.AirIndex;
import limpid.store.Results.Kind;
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

    private static final List<String> PARTS = List.of("SO2", "NO2", "CO", "O3", "PM10", "PM2.5");

    static Lines<AirHourView> csv() {
        List<String> header = new ArrayList<>(List.of("station", "city", "start", "end"));
        header.addAll(AirPart.columns(PARTS));
        header.addAll(AirPart.INDEX_COLUMNS);
        return new Lines<>(header, view -> {
            List<@Nullable Object> cells =
                    new ArrayList<>(Arrays.asList(view.station, view.city, view.start, view.end));
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
                    view.knownFrom));
            return cells;
        });
    }

    static AirHourView of(AirHour hour, boolean official) {
        AirIndex index = hour.index();
        Level level = Level.of(index);
        return new AirHourView(
                hour.subject().kind() == Kind.STATION ? hour.subject().code() : null,
                hour.subject().kind() == Kind.CITY ? hour.subject().code() : null,
                Local.time(hour.end().minus(Duration.ofHours(1))),
                Local.time(hour.end()),
                AirPart.of(index),
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
                hour.known().revision(),
                Local.time(hour.known().from()),
                AirEvidenceIds.evidence(AirEvidenceIds.hour(hour.subject(), hour.end())));
    }
}
