package limpid.programme;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A figure that is computed from what stations measure.
 *
 * @param argument what the kind needs to know, empty for most
 */
public record Measure(Kind kind, String argument) {
    /** The code and, after a blank, the argument: {@code air.mean PM2.5}. */
    static Measure parse(String text) {
        int blank = text.indexOf(' ');
        String code = blank < 0 ? text : text.substring(0, blank);
        String argument = blank < 0 ? "" : text.substring(blank + 1).strip();
        Kind kind = Kind.of(code)
                .orElseThrow(() -> new IllegalArgumentException("'" + code + "' is not one of "
                        + Arrays.stream(Kind.values()).map(Kind::code).collect(Collectors.joining(", "))));
        if (!argument.matches(kind.argument)) {
            throw new IllegalArgumentException("'" + argument + "' after " + code + " is not " + kind.argument);
        }
        return new Measure(kind, argument);
    }

    /** As in files. */
    public String code() {
        return argument.isEmpty() ? kind.code : kind.code + " " + argument;
    }

    /** The sorts of figures. */
    public enum Kind {
        /** 各污染物年均浓度: annual means against class 2, a part for each pollutant. */
        AIR_CLASS2_MEANS("air.class2Means", "", Precision.PUBLISHED),
        /** 优良天数比例, %, of valid or of calendar days. */
        AIR_GOOD_DAY_RATIO("air.goodDayRatio", "valid|calendar", Precision.EXACT),
        /** 优良天数. */
        AIR_GOOD_DAYS("air.goodDays", "", Precision.EXACT),
        /** Change of the days of a category to the year before, days. */
        AIR_DAYS_CHANGE("air.daysChange", "good|light|moderate|heavy|severe", Precision.EXACT),
        /** Mean of a pollutant, ug/m3, CO mg/m3; the percentile that is published for CO and O3. */
        AIR_MEAN("air.mean", Argument.POLLUTANT, Precision.PUBLISHED),
        /** Change of that mean to the year before 同比, %. */
        AIR_CHANGE("air.change", Argument.POLLUTANT, Precision.PRINTED),
        /** 综合指数. */
        AIR_COMPOSITE("air.composite", "", Precision.PUBLISHED),
        /** Change of the composite index to the year before 同比, %. */
        AIR_COMPOSITE_CHANGE("air.compositeChange", "", Precision.PRINTED),
        /** Automatic stations in service. */
        AIR_STATIONS("air.stations", "", Precision.EXACT),
        /** 优良断面比例, %. */
        WATER_SHARE_1_TO_3("water.share1To3", Argument.SECTIONS, Precision.EXACT),
        /** 劣Ⅴ类断面比例, %. */
        WATER_SHARE_WORSE_THAN_5("water.shareWorseThan5", Argument.SECTIONS, Precision.EXACT),
        /** 劣Ⅴ类断面数. */
        WATER_COUNT_WORSE_THAN_5("water.countWorseThan5", Argument.SECTIONS, Precision.EXACT),
        /** Sections on target 达标断面数. */
        WATER_ON_TARGET("water.onTarget", Argument.SECTIONS, Precision.EXACT),
        /** Share of the sections of function zones on target 功能区达标率, %, a part for each section. */
        WATER_FUNCTION_ZONES("water.functionZones", Argument.SECTIONS, Precision.EXACT),
        /** 水功能区达标率, %, by the share of compliant checks of each zone in the year. */
        WATER_FUNCTION_ZONE_RATE("water.functionZoneRate", Argument.SECTIONS, Precision.EXACT),
        /** Share of cross-border sections on target 出境断面, %, a part for each section. */
        WATER_OUTFLOW("water.outflow", Argument.SECTIONS, Precision.EXACT),
        /** Black-odorous water bodies 黑臭水体, a part for each; all of the city or those of a river. */
        WATER_BLACK_ODOROUS("water.blackOdorous", Argument.SECTIONS, Precision.EXACT),
        /** 水源达标率 by count, %, all items or heavy metals only. */
        WATER_SOURCES("water.sources", Argument.SOURCES, Precision.EXACT),
        /** 区域环境噪声平均值 by day, dB(A). */
        NOISE_REGIONAL("noise.regional", "", Precision.PUBLISHED),
        /** 交通干线噪声平均值 by day, dB(A). */
        NOISE_TRAFFIC("noise.traffic", "", Precision.PUBLISHED),
        /** Grid squares with a level, % of the built-up area. */
        NOISE_COVERAGE("noise.coverage", "", Precision.EXACT);

        private final String code;
        private final String argument;
        private final Precision precision;

        Kind(String code, String argument, Precision precision) {
            this.code = code;
            this.argument = argument;
            this.precision = precision;
        }

        /** As in files. */
        public String code() {
            return code;
        }

        /** How such a figure is compared where the file says nothing. */
        Precision precision() {
            return precision;
        }

        private static Optional<Kind> of(String code) {
            return Arrays.stream(values())
                    .filter(kind -> kind.code.equals(code))
                    .findFirst();
        }
    }

    /** The value of a {@code name=value} in the argument; empty where it does not say. */
    public Optional<String> option(String name) {
        return words().filter(word -> word.startsWith(name + "="))
                .map(word -> word.substring(name.length() + 1))
                .findFirst();
    }

    /** Whether this word stands in the argument. */
    public boolean has(String word) {
        return words().anyMatch(word::equals);
    }

    private Stream<String> words() {
        return Arrays.stream(argument.split(" "));
    }

    private static final class Argument {
        static final String POLLUTANT = "SO2|NO2|PM10|PM2\\.5|CO|O3";
        private static final String OPTION =
                "((river|role|district)=\\S+|control=(national|provincial|municipal|county))";
        static final String SECTIONS = "|" + OPTION + "( " + OPTION + ")*";
        static final String SOURCES = "|(heavyMetals|" + OPTION + ")( " + OPTION + ")*";

        private Argument() {}
    }
}
