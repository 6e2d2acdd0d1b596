package limpid.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import limpid.api.Page.Lines;
import limpid.store.Results.Item;
import limpid.store.Results.WaterSample;
import limpid.water.WaterClass;
import limpid.water.WaterSettings.Publication;
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

    static Lines<WaterSampleView> csv() {
        return new Lines<>(
                List.of(
                        "section",
                        "end",
                        "class",
                        "className",
                        "decidingItems",
                        "itemsAssessed",
                        "target",
                        "meetsTarget",
                        "reason",
                        "leftOut",
                        "edition",
                        "revision",
                        "knownFrom"),
                view -> Arrays.asList(
                        view.section,
                        view.end,
                        view.waterClass,
                        view.className,
                        view.decidingItems.stream().map(WaterItemView::item).toList(),
                        view.itemsAssessed,
                        view.target,
                        view.meetsTarget,
                        view.reason,
                        view.leftOut,
                        view.edition,
                        view.revision,
                        view.knownFrom));
    }

    static WaterSampleView of(WaterSample sample, Publication publication) {
        Integer waterClass = sample.waterClass();
        Integer target = sample.target();
        String reason = sample.reason();
        return new WaterSampleView(
                sample.section(),
                Local.time(sample.end()),
                waterClass,
                waterClass == null ? null : WaterClass.name(waterClass),
                sample.decidingItems().stream()
                        .map(item -> item(sample, item, publication))
                        .toList(),
                sample.itemsAssessed(),
                target,
                waterClass == null || target == null ? null : waterClass <= target,
                waterClass == null && reason == null ? "missing" : reason,
                sample.leftOut(),
                sample.edition(),
                sample.known().revision(),
                Local.time(sample.known().from()));
    }

    /** The section has the class of its worst items, so those that decided have the section's. */
    private static WaterItemView item(WaterSample sample, Item item, Publication publication) {
        return WaterItemView.ofSample(
                item.code(),
                item.measured(),
                sample.waterClass(),
                sample.waterBodyType(),
                sample.edition(),
                publication);
    }
}
