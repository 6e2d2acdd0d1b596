package limpid.programme;

import limpid.programme.Measure.Kind;

/** Every measure as a file could write it, for tests that go over all of them. */
public final class Measures {
    private Measures() {}

    /** @param options further words, each with a blank before it */
    public static Measure of(Kind kind, String options) {
        return Measure.parse(code(kind, options));
    }

    private static String code(Kind kind, String options) {
        String first =
                switch (kind) {
                    case AIR_GOOD_DAY_RATIO -> " valid";
                    case AIR_DAYS_CHANGE -> " good";
                    case AIR_MEAN, AIR_CHANGE -> " PM2.5";
                    case WATER_SOURCES -> " heavyMetals";
                    case WATER_WORST_CLASS -> " role=reserve_source";
                    case WATER_NETWORK -> " river=江";
                    case DATA_TRANSMISSION, DATA_CAPTURE -> " air";
                    case PROGRAMME_GRADES -> " met of=model-city-6";
                    case AIR_NETWORK -> options.isEmpty() ? " district=东区" : "";
                    default -> "";
                };
        return kind.code() + first + options;
    }

    /** Whether it can be of a part of a city. */
    public static boolean takesArea(Kind kind) {
        try {
            return of(kind, " district=东区").option("district").isPresent();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
