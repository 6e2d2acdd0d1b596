package limpid.water;

import java.util.List;

/** Class names as the files of published figures write them. */
final class WaterClassNames {
    private static final List<String> LATIN = List.of("I", "II", "III", "IV", "V", "worse-than-V");
    private static final List<String> ROMAN = List.of("Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ", "Ⅴ", "劣Ⅴ");

    private WaterClassNames() {}

    /** The number of a class, 0 where the text names none. */
    static int number(String name) {
        return Math.max(LATIN.indexOf(name), ROMAN.indexOf(name)) + 1;
    }
}
