package limpid.water;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sample set of a section with its class, as it is published.
 *
 * @param edition       by which it was judged
 * @param waterClass    1 to 5, 6 for worse than Ⅴ; null where nothing could be judged
 * @param decidingItems codes of the items that made it so
 * @param itemsAssessed codes of all items that entered
 * @param reason        why there is no class; null where there is one
 * @param leftOut       what did not enter, and why
 */
public record SampleReport(
        Instant end,
        String edition,
        @Nullable Integer waterClass,
        List<String> decidingItems,
        List<String> itemsAssessed,
        @Nullable String reason,
        List<String> leftOut) {
    /** Keeps its own lists. */
    public SampleReport {
        decidingItems = List.copyOf(decidingItems);
        itemsAssessed = List.copyOf(itemsAssessed);
        leftOut = List.copyOf(leftOut);
    }

    /** The published form of a class. */
    public static SampleReport of(Instant end, SectionClass judged, List<String> leftOut) {
        return new SampleReport(
                end,
                judged.edition(),
                judged.waterClass(),
                judged.deciding().stream().map(SectionClass.ItemClass::code).toList(),
                judged.items().stream().map(SectionClass.ItemClass::code).toList(),
                judged.reason().isEmpty() ? null : judged.reason(),
                leftOut);
    }
}
