package limpid.api.water;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.math.RoundingMode;
import limpid.standard.ClassLimits;
import limpid.station.Station.WaterBodyType;
import limpid.water.Exceedance;
import limpid.water.Measured;
import limpid.water.SectionClass.ItemClass;
import limpid.water.WaterSettings.Publication;
import org.jspecify.annotations.Nullable;

/**
 * An item with its class 单项水质类别.
 *
 * @param item           code of /api/v1/parameters
 * @param value          measured or averaged, in the item's unit; the detection limit 检出限 where nothing was detected;
 *     null where it is no longer there
 * @param belowDetection whether the value is the detection limit of the method and nothing was detected
 * @param waterClass     the item's own class, 1 to 5, 6 for worse than Ⅴ
 * @param exceedance     超标倍数, multiple over the class Ⅲ limit as reports print it (环办[2011]22号); null where it does
 *     not exceed, and for pH, dissolved oxygen and temperature
 */
@Schema(name = "WaterItem")
public record WaterItemView(
        String item,
        @Nullable BigDecimal value,
        boolean belowDetection,
        @JsonProperty("class") @Nullable Integer waterClass,
        @Nullable BigDecimal exceedance) {

    /** An item of an assessment. */
    static WaterItemView of(ItemClass item, Publication publication) {
        return new WaterItemView(
                item.code(),
                item.value(),
                item.measured().belowDetection(),
                item.waterClass(),
                printed(item.exceedance(), publication));
    }

    /** An item of a sample, which has the class it was judged to have; the multiple counts by the sample's edition. */
    static WaterItemView ofSample(
            String code,
            @Nullable Measured measured,
            @Nullable Integer waterClass,
            @Nullable WaterBodyType type,
            String edition,
            Publication publication) {
        return measured == null
                ? new WaterItemView(code, null, false, waterClass, null)
                : new WaterItemView(
                        code,
                        measured.value(),
                        measured.belowDetection(),
                        waterClass,
                        printed(exceedance(code, measured, type, edition), publication));
    }

    private static @Nullable BigDecimal exceedance(
            String code, Measured measured, @Nullable WaterBodyType type, String edition) {
        if (measured.belowDetection()) {
            return null;
        }
        ClassLimits limits = type == WaterBodyType.LAKE ? ClassLimits.lakes(edition) : ClassLimits.rivers(edition);
        return limits.item(code)
                .flatMap(item -> Exceedance.fromClassThree(item.limit(), measured.value()))
                .orElse(null);
    }

    /** A multiple with the decimals of reports. */
    static @Nullable BigDecimal printed(@Nullable BigDecimal multiple, Publication publication) {
        return multiple == null ? null : multiple.setScale(publication.exceedanceDecimals(), RoundingMode.HALF_EVEN);
    }
}
