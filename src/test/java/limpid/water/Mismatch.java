package limpid.water;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import limpid.station.Station.WaterBodyType;
import limpid.water.RecordedWater.Published;

/** Why a published class differs from that of the values beside it. */
public enum Mismatch {
    OTHER_PHOSPHORUS_LIMITS("fits the phosphorus limits of the other kind of water; the source does not say the kind"),
    DISPLAY_ROUNDING("a displayed value sits on a limit that the value before rounding missed"),
    CLASS_OF_ANOTHER_RECORD("carries the class of the record before or after, or of another content of that time"),
    OTHER_LIMITS_AND_ROUNDING("both: sits on a phosphorus limit of the other kind of water"),
    UNEXPLAINED("no cause found");

    private final String text;

    Mismatch(String text) {
        this.text = text;
    }

    /** The cause in words. */
    public String text() {
        return text;
    }

    /**
     * Why the published class of a record differs.
     *
     * @param section its section's records in file order
     */
    public static Mismatch of(List<Published> section, int index, Set<String> lakes) {
        Published record = section.get(index);
        WaterBodyType type = RecordedWater.type(record.section(), lakes);
        WaterBodyType other = type == WaterBodyType.LAKE ? WaterBodyType.RIVER : WaterBodyType.LAKE;
        if (onlyPhosphorusDiffers(record, other)) {
            return OTHER_PHOSPHORUS_LIMITS;
        }
        if (roundedAway(record, type)) {
            return DISPLAY_ROUNDING;
        }
        if (neighbourHasIt(section, index, type)) {
            return CLASS_OF_ANOTHER_RECORD;
        }
        return roundedAway(record, other) ? OTHER_LIMITS_AND_ROUNDING : UNEXPLAINED;
    }

    private static boolean onlyPhosphorusDiffers(Published record, WaterBodyType other) {
        return record.computed(other) == record.waterClass();
    }

    /** Whether the published class fits when one value lies half a displayed unit higher or lower. */
    private static boolean roundedAway(Published record, WaterBodyType type) {
        for (Map.Entry<String, BigDecimal> entry : record.values().entrySet()) {
            BigDecimal half = entry.getValue().ulp().divide(BigDecimal.TWO);
            for (BigDecimal moved :
                    List.of(entry.getValue().add(half), entry.getValue().subtract(half))) {
                Map<String, BigDecimal> values = new HashMap<>(record.values());
                values.put(entry.getKey(), moved);
                if (RecordedWater.classOf(values, type) == record.waterClass()) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether the record just before or after, or another content of the same time, has the published class. */
    private static boolean neighbourHasIt(List<Published> section, int index, WaterBodyType type) {
        int before = index - 1;
        while (before >= 0
                && section.get(before).time().equals(section.get(index).time())) {
            before--;
        }
        int after = index + 1;
        while (after < section.size()
                && section.get(after).time().equals(section.get(index).time())) {
            after++;
        }
        return section.subList(Math.max(before, 0), Math.min(after + 1, section.size())).stream()
                .anyMatch(record -> record.computed(type) == section.get(index).waterClass());
    }
}
