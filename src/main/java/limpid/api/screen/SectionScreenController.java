package limpid.api.screen;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import limpid.api.http.Problem;
import limpid.api.reading.ReadingView;
import limpid.measure.LocalDay;
import limpid.measure.Medium;
import limpid.standard.ClassLimits;
import limpid.standard.ClassLimits.AtLeast;
import limpid.standard.ClassLimits.AtMost;
import limpid.standard.ClassLimits.Item;
import limpid.standard.ClassLimits.Limit;
import limpid.standard.ClassLimits.Range;
import limpid.standard.ClassLimits.Threshold;
import limpid.standard.ClassLimits.Unclassed;
import limpid.standard.ClassLimits.Within;
import limpid.standard.StandardBook;
import limpid.station.Station;
import limpid.station.Station.WaterBodyType;
import limpid.store.ReadingHistory;
import limpid.store.SectionLimits;
import limpid.store.Stations;
import limpid.water.PlannedLimit;
import limpid.water.SectionTarget;
import org.jspecify.annotations.Nullable;

/** The screen of one section 断面. */
@Controller("/api/v1/screen")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "screen")
public class SectionScreenController {
    private final Stations stations;
    private final ReadingHistory readings;
    private final SectionLimits limits;
    private final InstantSource clock;

    SectionScreenController(Stations stations, ReadingHistory readings, SectionLimits limits, InstantSource clock) {
        this.stations = stations;
        this.readings = readings;
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * What a section measures, newest reading by item, and what its target asks of each item today.
     *
     * @param section its code
     */
    @Get("/section")
    public SectionView section(@QueryValue String section) {
        Station station = stations.find(section)
                .filter(one -> one.medium() == Medium.WATER)
                .orElseThrow(() -> Problem.unknownStation(section));
        return new SectionView(
                section,
                station.siting().targetClass(),
                readings.latest(section).stream().map(ReadingView::newest).toList(),
                limits(station));
    }

    private List<BoundsView> limits(Station station) {
        LocalDate today = LocalDay.today(clock);
        Integer targetClass = station.siting().targetClass();
        SectionTarget target = new SectionTarget(
                station.code(),
                targetClass,
                PlannedLimit.bySection(limits.list(null)).getOrDefault(station.code(), List.of()));
        List<BoundsView> bounds = new ArrayList<>();
        for (Item item : standard(station, today)) {
            BigDecimal own = target.ownLimit(item.code(), today).orElse(null);
            if (own != null || targetClass != null) {
                BoundsView view = BoundsView.of(item, own, targetClass);
                if (view.low != null || view.high != null) {
                    bounds.add(view);
                }
            }
        }
        return bounds;
    }

    private static List<Item> standard(Station station, LocalDate today) {
        return StandardBook.standard()
                .inForce("water-limits", today)
                .map(edition -> station.siting().waterBodyType() == WaterBodyType.LAKE
                        ? ClassLimits.lakes(edition.label())
                        : ClassLimits.rivers(edition.label()))
                .map(book -> book.items(ClassLimits.Part.BASIC))
                .orElse(List.of());
    }

    /**
     * A section.
     *
     * @param target the class it must reach; null where none is set
     * @param newest the newest reading of every series
     * @param limits what its target or a plan asks of each item
     */
    @Schema(name = "ScreenSection")
    public record SectionView(
            String section, @Nullable Integer target, List<ReadingView> newest, List<BoundsView> limits) {}

    /**
     * What is asked of an item, in its unit; both ends are on target.
     *
     * @param low  the least value; null where there is none
     * @param high the greatest value; null where there is none
     * @param own  whether a plan set it for this section
     */
    @Schema(name = "ScreenItemLimit")
    public record BoundsView(
            String item, @Nullable BigDecimal low, @Nullable BigDecimal high, boolean own) {
        private static BoundsView of(Item item, @Nullable BigDecimal own, @Nullable Integer targetClass) {
            if (own != null) {
                boolean least = item.limit() instanceof AtLeast;
                return new BoundsView(item.code(), least ? own : null, least ? null : own, true);
            }
            return targetClass == null ? none(item) : ofClass(item, targetClass);
        }

        private static BoundsView ofClass(Item item, int targetClass) {
            Limit limit = item.limit();
            return switch (limit) {
                case AtMost most ->
                    new BoundsView(item.code(), null, most.limits().get(targetClass - 1), false);
                case AtLeast least -> new BoundsView(item.code(), least.limits().get(targetClass - 1), null, false);
                case Within within -> ofRange(item, within.ranges().get(targetClass - 1));
                case Threshold one -> new BoundsView(item.code(), null, one.limit(), false);
                case Unclassed none -> none(item);
            };
        }

        private static BoundsView ofRange(Item item, Range range) {
            return new BoundsView(item.code(), range.low(), range.high(), false);
        }

        private static BoundsView none(Item item) {
            return new BoundsView(item.code(), null, null, false);
        }
    }
}
