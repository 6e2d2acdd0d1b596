package limpid.api.water;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import limpid.api.http.Local;
import limpid.station.Station;
import limpid.station.Station.WaterBodyType;
import limpid.store.Results.Item;
import limpid.store.Results.Known;
import limpid.store.Results.Measurement;
import limpid.water.SampleReport;
import limpid.water.WaterClass;
import limpid.water.WaterSettings.Publication;
import limpid.water.WaterValues;
import org.jspecify.annotations.Nullable;

/**
 * A sample set of a section with its class 断面水质类别.
 *
 * @param waterClass    1 to 5, 6 for worse than Ⅴ; null with a reason
 * @param className     Ⅰ to Ⅴ, 劣Ⅴ
 * @param decidingItems 定类项目, the items that made it so
 * @param itemsAssessed all items that entered
 * @param target        the class it must reach; null where none is set
 * @param meetsTarget   null where there is no class or no target
 * @param reason        why there is no class
 * @param leftOut       what did not enter, and why
 * @param edition       by which it was judged
 * @param revision      1 for the first
 * @param knownFrom     since when it is known
 */
@Schema(name = "WaterSample")
public record WaterSampleView(
        String section,
        OffsetDateTime end,
        @JsonProperty("class") @Nullable Integer waterClass,
        @Nullable String className,
        List<WaterItemView> decidingItems,
        List<String> itemsAssessed,
        @Nullable Integer target,
        @Nullable Boolean meetsTarget,
        @Nullable String reason,
        List<String> leftOut,
        String edition,
        int revision,
        OffsetDateTime knownFrom) {

    /** @param measured what is known of its items */
    public static WaterSampleView of(
            Known<SampleReport> known,
            @Nullable Station section,
            Map<Item, Measurement> measured,
            Publication publication) {
        SampleReport sample = known.result();
        Integer waterClass = sample.waterClass();
        Integer target = section == null ? null : section.siting().targetClass();
        String reason = sample.reason();
        return new WaterSampleView(
                known.subject().code(),
                Local.time(sample.end()),
                waterClass,
                waterClass == null ? null : WaterClass.name(waterClass),
                items(known).stream()
                        .map(item -> item(
                                item,
                                measured.get(item),
                                sample,
                                section == null ? null : section.siting().waterBodyType(),
                                publication))
                        .toList(),
                sample.itemsAssessed(),
                target,
                waterClass == null || target == null ? null : waterClass <= target,
                waterClass == null && reason == null ? "missing" : reason,
                sample.leftOut(),
                sample.edition(),
                known.since().revision(),
                Local.time(known.since().from()));
    }

    /** The items that decided. */
    public static List<Item> items(Known<SampleReport> known) {
        return known.result().decidingItems().stream()
                .map(code -> new Item(known.subjectId(), known.result().end(), code))
                .toList();
    }

    /** The section has the class of its worst items, so those that decided have the section's. */
    private static WaterItemView item(
            Item item,
            @Nullable Measurement measured,
            SampleReport sample,
            @Nullable WaterBodyType type,
            Publication publication) {
        return WaterItemView.ofSample(
                item.code(),
                measured == null ? null : WaterValues.measured(measured.value(), measured.flag()),
                sample.waterClass(),
                type,
                sample.edition(),
                publication);
    }
}
