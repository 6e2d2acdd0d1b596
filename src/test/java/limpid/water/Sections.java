package limpid.water;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import limpid.standard.ClassLimits;
import limpid.station.Station.WaterBodyType;

/** Sections as tests need them: named in order, judged over the 21 items without rounding. */
final class Sections {
    /** Dissolved oxygen that gives each class, 1 to 6. */
    private static final List<String> OXYGEN = List.of("8", "6.5", "5.5", "4", "2.5", "1");

    private Sections() {}

    static SectionResult of(String code, Map<String, String> values) {
        return of(code, values, WaterBodyType.RIVER);
    }

    static SectionResult of(String code, Map<String, String> values, WaterBodyType type) {
        return SectionResult.of(
                code,
                code,
                Values.of(values),
                type,
                ItemSet.assessment(),
                ClassLimits.GB_3838_2002,
                Decimals.Stage.UNROUNDED);
    }

    static SectionResult ofClass(String code, int waterClass) {
        return of(code, Map.of("DO", OXYGEN.get(waterClass - 1)));
    }

    static List<SectionResult> ofClasses(int... classes) {
        List<SectionResult> sections = new ArrayList<>();
        for (int waterClass : classes) {
            sections.add(ofClass("S" + (sections.size() + 1), waterClass));
        }
        return sections;
    }

    static SectionResult dry(String code) {
        return SectionResult.notSampled(
                code,
                code,
                WaterBodyType.RIVER,
                ItemSet.assessment(),
                ClassLimits.GB_3838_2002,
                "no water in the period");
    }
}
