package limpid.api.noise;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.Locale;
import limpid.api.http.Local;
import limpid.noise.StationRecord;
import limpid.noise.SurveyMeasurement;
import org.jspecify.annotations.Nullable;

/**
 * A survey measurement 手工监测 of a noise point, dB(A) as the crew noted it.
 *
 * @param survey        what the point's measurements are taken together under
 * @param minutes       how long it lasted
 * @param invalid       why it does not enter: rain, wind, fault, calibration, manual; null where it does
 * @param heavyVehicles large vehicles 大型车 that passed; null where they were not counted
 * @param lightVehicles medium and small vehicles 中小型车 that passed; null where they were not counted
 */
@Schema(name = "NoiseSurveyMeasurement")
public record NoiseSurveyView(
        String station,
        String survey,
        OffsetDateTime start,
        long minutes,
        @Nullable BigDecimal leq,
        @Nullable BigDecimal lmax,
        @Nullable BigDecimal lmin,
        @Nullable BigDecimal sd,
        @Nullable BigDecimal l5,
        @Nullable BigDecimal l10,
        @Nullable BigDecimal l50,
        @Nullable BigDecimal l90,
        @Nullable BigDecimal l95,
        @Nullable String invalid,
        @Nullable Integer heavyVehicles,
        @Nullable Integer lightVehicles) {

    static NoiseSurveyView of(SurveyMeasurement measurement) {
        StationRecord record = measurement.record();
        return new NoiseSurveyView(
                measurement.point(),
                measurement.survey(),
                Local.time(record.period().start()),
                record.period().length().toMinutes(),
                record.leq(),
                record.lmax().orElse(null),
                record.lmin().orElse(null),
                record.sd().orElse(null),
                record.exceeded(5).orElse(null),
                record.exceeded(10).orElse(null),
                record.exceeded(50).orElse(null),
                record.exceeded(90).orElse(null),
                record.exceeded(95).orElse(null),
                record.invalid()
                        .map(reason -> reason.name().toLowerCase(Locale.ROOT))
                        .orElse(null),
                measurement.heavyVehicles(),
                measurement.lightVehicles());
    }
}
