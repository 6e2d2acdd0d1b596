package limpid.api.registry;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import limpid.api.http.Arguments;
import limpid.api.http.Local;
import limpid.api.http.Page.Lines;
import limpid.station.Station;
import limpid.station.Station.Siting;
import limpid.station.StationColumns;
import limpid.station.StationCsv;
import limpid.store.Registered;
import org.jspecify.annotations.Nullable;

/**
 * A registered station 监测站点.
 *
 * @param period        usual averaging period, ISO 8601; {@code PT0S} for samples
 * @param countsInCity  whether it takes part in the city's figures
 * @param inServiceFrom first local date in service; null when not known
 * @param inServiceTo   last local date in service; null while it goes on
 * @param targetClass   water class it must reach 水质目标
 * @param roles         of {@link limpid.station.StationColumns#ROLES}
 * @param noiseZone     acoustic functional zone 声环境功能区
 * @param controlLevel  national, provincial, municipal or county 控制级别; null where it is not known
 * @param notMonitored  pollutants its monitoring plan leaves out 监测方案未包含
 * @param mn            number of its data logger in HJ 212 数采仪 MN; null where it has none. Its password is never shown
 * @param updatedAt     when it was registered or last changed
 */
@Schema(name = "Station")
public record StationView(
        String code,
        String nameZh,
        String nameEn,
        @Schema(allowableValues = {"air", "water", "noise"}) String medium,
        String city,
        String district,
        @Nullable BigDecimal lon,
        @Nullable BigDecimal lat,
        String kind,
        String period,
        boolean countsInCity,
        @Nullable LocalDate inServiceFrom,
        @Nullable LocalDate inServiceTo,
        String waterBody,
        @Nullable String waterBodyType,
        @Nullable Integer targetClass,
        List<String> roles,
        @Nullable String noiseNetwork,
        String noiseZone,
        @Nullable BigDecimal roadLengthM,
        @Nullable BigDecimal gridAreaM2,
        @Nullable String controlLevel,
        List<String> notMonitored,
        @Nullable String mn,

        @Schema(accessMode = Schema.AccessMode.READ_ONLY) @JsonProperty("updatedAt")
        OffsetDateTime updatedAt) {

    /** By the names of the registry's columns, so that an export can be imported; no list shows a password. */
    static final Lines<StationView> CSV = Lines.ofRegister(
            StationView.class, StationCsv.HEADER, Map.of(StationColumns.HJ212_PASSWORD.member(), view -> null));

    static StationView of(Registered registered) {
        Station station = registered.station();
        Siting siting = station.siting();
        return new StationView(
                station.code(),
                station.nameZh(),
                station.nameEn(),
                station.medium().code(),
                station.city(),
                station.district(),
                station.lon(),
                station.lat(),
                station.kind(),
                station.period().toString(),
                station.countsInCity(),
                station.inServiceFrom(),
                station.inServiceTo(),
                siting.waterBody(),
                word(siting.waterBodyType()),
                siting.targetClass(),
                siting.roles(),
                word(siting.noiseNetwork()),
                siting.noiseZone(),
                siting.roadLengthM(),
                siting.gridAreaM2(),
                word(siting.controlLevel()),
                station.notMonitored(),
                station.logger().mn().isEmpty() ? null : station.logger().mn(),
                Local.time(registered.updatedAt()));
    }

    private static @Nullable String word(@Nullable Enum<?> constant) {
        return constant == null ? null : Arguments.word(constant);
    }
}
