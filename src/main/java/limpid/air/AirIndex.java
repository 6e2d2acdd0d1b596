package limpid.air;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import limpid.standard.AirCategories.Category;
import limpid.standard.AirIndexRule;
import limpid.standard.Edition;
import limpid.standard.Pollutant;
import limpid.standard.SensitiveGroups;
import org.jspecify.annotations.Nullable;

/**
 * The air quality index 空气质量指数 of an hour or a day.
 *
 * @param edition           HJ 633 by which it was made
 * @param items             one or more per pollutant, in the order of the standard
 * @param aqi               the greatest IAQI; null with a reason where it may not be published
 * @param reason            why there is no AQI; null where there is one
 * @param indexOfRest       the greatest IAQI there is, published or not; null where there is none
 * @param category          level, category and colour; null with the AQI
 * @param primaryPollutants 首要污染物: all with the greatest IAQI where the AQI is above 50, in the order of the standard
 * @param zeroOutsideTable  the AQI is 0, which the levels of HJ 633-2026 (1 to 50) do not cover; it is taken as level 1
 * @param clause            where the decision about publishing stands
 */
public record AirIndex(
        Edition edition,
        List<SubIndex> items,
        @Nullable Integer aqi,
        @Nullable Reason reason,
        @Nullable Integer indexOfRest,
        @Nullable Category category,
        List<Pollutant> primaryPollutants,
        boolean zeroOutsideTable,
        String clause) {

    /** Keeps its own lists. */
    public AirIndex {
        items = List.copyOf(items);
        primaryPollutants = List.copyOf(primaryPollutants);
    }

    /** The item of a pollutant with the greatest IAQI; the gap where it has none; empty where it is no item at all. */
    public Optional<SubIndex> item(Pollutant pollutant) {
        SubIndex greatest = null;
        for (SubIndex item : items) {
            if (item.pollutant() == pollutant && (greatest == null || iaqi(item) > iaqi(greatest))) {
                greatest = item;
            }
        }
        return Optional.ofNullable(greatest);
    }

    private static int iaqi(SubIndex item) {
        Integer iaqi = item.iaqi();
        return iaqi == null ? -1 : iaqi;
    }

    /** Whose index is that of another mean, such as {@code O3: aboveTable, iaqi of 1h 801}. */
    public List<String> standIns() {
        return items.stream().flatMap(item -> Stream.ofNullable(standIn(item))).toList();
    }

    private static @Nullable String standIn(SubIndex item) {
        SubIndex.Instead other = item.instead();
        return other == null
                ? null
                : item.pollutant().code() + ": " + Reason.ABOVE_TABLE.code() + ", iaqi of "
                        + other.averaging().code() + " " + other.concentration().toPlainString();
    }

    /** The items without an index, each with its reason. */
    public List<SubIndex> gaps() {
        return items.stream().filter(item -> item.iaqi() == null).toList();
    }

    /**
     * 超标污染物: those with an IAQI above 100 (HJ 633-2012 3.4 and 4.4.2); empty under HJ 633-2026, which deleted the term.
     */
    public List<Pollutant> exceedancePollutants() {
        return above(AirIndexRule.of(edition).exceedanceAbove());
    }

    /**
     * The sensitive groups 敏感人群 of the pollutants with an IAQI above 100 (HJ 633-2026 table 2); empty under HJ
     * 633-2012.
     */
    public List<SensitiveGroups.Group> sensitiveGroups() {
        return above(AirIndexRule.of(edition).sensitiveAbove()).stream()
                .flatMap(pollutant -> SensitiveGroups.of(edition, pollutant).stream())
                .distinct()
                .toList();
    }

    private List<Pollutant> above(@Nullable Integer least) {
        return items.stream()
                .filter(item -> least != null && item.iaqi() != null && item.iaqi() > least)
                .map(SubIndex::pollutant)
                .distinct()
                .toList();
    }
}
