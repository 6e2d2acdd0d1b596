package limpid.water;

import java.util.List;

/** Water classes 水质类别 as numbers: 1 to 5 are Ⅰ to Ⅴ, 6 is worse than Ⅴ. */
public final class WaterClass {
    /** Class Ⅲ: the last good one 优良, and the one from which exceedance counts in assessments (环办[2011]22号). */
    public static final int THREE = 3;

    /** 劣Ⅴ, worse than the last class. */
    public static final int WORSE_THAN_FIVE = 6;

    private static final List<String> NAMES = List.of("Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ", "Ⅴ", "劣Ⅴ");

    private WaterClass() {}

    /**
     * The name as published: Ⅰ to Ⅴ, 劣Ⅴ.
     *
     * @throws IndexOutOfBoundsException where the number is not 1 to 6
     */
    public static String name(int waterClass) {
        return NAMES.get(waterClass - 1);
    }

    /**
     * The wording of 环办[2011]22号: a class that is met, or the last one that is missed: 符合Ⅲ类, 劣于Ⅴ类.
     *
     * @throws IndexOutOfBoundsException where the number is not 1 to 6
     */
    public static String wording(int waterClass) {
        return waterClass == WORSE_THAN_FIVE ? "劣于Ⅴ类" : "符合" + name(waterClass) + "类";
    }

    /** How a class stands to a target: 符合Ⅲ类 or 劣于Ⅲ类. */
    public static String wording(int waterClass, int target) {
        return (waterClass <= target ? "符合" : "劣于") + name(target) + "类";
    }
}
