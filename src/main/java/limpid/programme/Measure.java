package limpid.programme;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import limpid.measure.Coded;

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
        if (!kind.takes(argument)) {
            throw new IllegalArgumentException("'" + argument + "' after " + code + " is not " + kind.expected());
        }
        return new Measure(kind, argument);
    }

    /** Whether the texts by which air is judged (GB 3095, HJ 633, HJ 663) change it. */
    public boolean restsOnAirStandard() {
        return switch (kind) {
            case AIR_CLASS2_MEANS,
                    AIR_GOOD_DAY_RATIO,
                    AIR_GOOD_DAYS,
                    AIR_DAYS_CHANGE,
                    AIR_MEAN,
                    AIR_CHANGE,
                    AIR_COMPOSITE,
                    AIR_COMPOSITE_CHANGE -> true;
            default -> false;
        };
    }

    /** As in files. */
    public String code() {
        return argument.isEmpty() ? kind.code : kind.code + " " + argument;
    }

    /** The sorts of figures. */
    public enum Kind implements Coded {
        /** 各污染物年均浓度: annual means against class 2, a part for each pollutant. */
        AIR_CLASS2_MEANS("air.class2Means", "", Argument.AREA, Precision.PUBLISHED),
        /** 优良天数比例, %, of valid or of calendar days. */
        AIR_GOOD_DAY_RATIO("air.goodDayRatio", "valid|calendar", Argument.AREA, Precision.EXACT),
        /** 优良天数. */
        AIR_GOOD_DAYS("air.goodDays", "", Argument.AREA, Precision.EXACT),
        /** Change of the days of a category to the year before, days. */
        AIR_DAYS_CHANGE("air.daysChange", "good|light|moderate|heavy|severe", Argument.AREA, Precision.EXACT),
        /** Mean of a pollutant, ug/m3, CO mg/m3; the percentile that is published for CO and O3. */
        AIR_MEAN("air.mean", Argument.POLLUTANT, Argument.AREA, Precision.PUBLISHED),
        /** Change of that mean to the year before 同比, %. */
        AIR_CHANGE("air.change", Argument.POLLUTANT, Argument.AREA, Precision.PRINTED),
        /** 综合指数. */
        AIR_COMPOSITE("air.composite", "", Argument.AREA, Precision.PUBLISHED),
        /** Change of the composite index to the year before 同比, %. */
        AIR_COMPOSITE_CHANGE("air.compositeChange", "", Argument.AREA, Precision.PRINTED),
        /** Place by composite index among the cities of the registry 排名, 1 the best. */
        AIR_RANK("air.rank", "", "", Precision.EXACT),
        /** Places won to the year before 排名上升名次. */
        AIR_RANK_CHANGE("air.rankChange", "", "", Precision.EXACT),
        /** Automatic stations in service, of a control level and above. */
        AIR_STATIONS("air.stations", "", Argument.STATIONS, Precision.EXACT),
        /** Districts with a station in service 点位布设, a part for each. */
        AIR_NETWORK("air.network", "", "district=\\S+", Precision.EXACT),
        /** 优良断面比例, %. */
        WATER_SHARE_1_TO_3("water.share1To3", "", Argument.SECTIONS, Precision.EXACT),
        /** 劣Ⅴ类断面比例, %. */
        WATER_SHARE_WORSE_THAN_5("water.shareWorseThan5", "", Argument.SECTIONS, Precision.EXACT),
        /** 劣Ⅴ类断面数. */
        WATER_COUNT_WORSE_THAN_5("water.countWorseThan5", "", Argument.SECTIONS, Precision.EXACT),
        /** Sections on target 达标断面数. */
        WATER_ON_TARGET("water.onTarget", "", Argument.SECTIONS, Precision.EXACT),
        /** Share of the sections of function zones on target 功能区达标率, %, a part for each section. */
        WATER_FUNCTION_ZONES("water.functionZones", "", Argument.SECTIONS, Precision.EXACT),
        /** 水功能区达标率, %, by the share of compliant checks of each zone in the year. */
        WATER_FUNCTION_ZONE_RATE("water.functionZoneRate", "", Argument.SECTIONS, Precision.EXACT),
        /** Share of cross-border sections on target 出境断面, %, a part for each section. */
        WATER_OUTFLOW("water.outflow", "", Argument.SECTIONS, Precision.EXACT),
        /** Black-odorous water bodies 黑臭水体, a part for each; all of the city or those of a river. */
        WATER_BLACK_ODOROUS("water.blackOdorous", "", Argument.SECTIONS, Precision.EXACT),
        /** 水源达标率 by count, %, all items or heavy metals only. */
        WATER_SOURCES("water.sources", "|heavyMetals", Argument.SECTIONS, Precision.EXACT),
        /** The worst class 水质类别 of a month of any section, 1 to 6, such as of reserve sources 备用水源, a part for each. */
        WATER_WORST_CLASS("water.worstClass", "", Argument.SECTIONS, Precision.EXACT),
        /** Share of coastal points 近岸海域点位 at the class of their target by GB 3097, %, a part for each. */
        WATER_COASTAL("water.coastal", "", Argument.AREA, Precision.EXACT),
        /** The fewest days of sampling of any section 监测频次, a part for each. */
        WATER_SAMPLINGS("water.samplings", "", Argument.SECTIONS, Precision.EXACT),
        /** Automatic stations in service on a river 水质自动站, as many as {@code least=} says. */
        WATER_NETWORK("water.network", "", Argument.SECTIONS, Precision.EXACT),
        /** 区域环境噪声平均值 by day, dB(A). */
        NOISE_REGIONAL("noise.regional", "", Argument.AREA, Precision.PUBLISHED),
        /** 交通干线噪声平均值 by day, dB(A). */
        NOISE_TRAFFIC("noise.traffic", "", Argument.AREA, Precision.PUBLISHED),
        /** Grid squares with a level, % of the built-up area. */
        NOISE_COVERAGE("noise.coverage", "", Argument.AREA, Precision.EXACT),
        /** Values that came of those due 数据传输率, %, of automatic stations of a medium. */
        DATA_TRANSMISSION("data.transmission", Argument.MEDIUM, Argument.STATIONS, Precision.EXACT),
        /** Valid values of those due 数据捕集率, %, of automatic stations of a medium. */
        DATA_CAPTURE("data.capture", Argument.MEDIUM, Argument.STATIONS, Precision.EXACT),
        /** How many indicators of a programme have one of these grades of self-assessment 自评, a part for each indicator. */
        PROGRAMME_GRADES("programme.grades", Argument.GRADES, "of=[a-z0-9-]+", Precision.EXACT);

        private final String code;
        private final String first;
        private final String options;
        private final Precision precision;

        /**
         * A kind.
         *
         * @param first   pattern of its first word; empty where it has none
         * @param options pattern of each of the words {@code name=value} behind it; empty where there are none
         */
        Kind(String code, String first, String options, Precision precision) {
            this.code = code;
            this.first = first;
            this.options = options;
            this.precision = precision;
        }

        private boolean takes(String argument) {
            List<String> words = argument.isEmpty() ? List.of() : List.of(argument.split(" "));
            boolean named = !words.isEmpty() && !words.getFirst().contains("=");
            return (named ? words.getFirst() : "").matches(first)
                    && words.stream().skip(named ? 1 : 0).allMatch(word -> !options.isEmpty() && word.matches(options));
        }

        /** What may stand behind it, for those who wrote something else. */
        private String expected() {
            return (first + " " + options).strip();
        }

        /** As in files. */
        @Override
        public String code() {
            return code;
        }

        /** How such a figure is compared where the file says nothing. */
        Precision precision() {
            return precision;
        }

        private static Optional<Kind> of(String code) {
            return Coded.find(values(), code);
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

    /** The first word; empty where there is none. */
    public String first() {
        return words().filter(word -> !word.contains("=")).findFirst().orElse("");
    }

    /** The number of a {@code least=}; 1 where it says none. */
    public int least() {
        return option("least").map(Integer::parseInt).orElse(1);
    }

    /** The districts or stations it names; empty for the whole city and for an area of the programme's file. */
    Optional<Area> named() {
        return option("district").map(names -> Area.ofDistricts(list(names))).or(() -> option("stations")
                .map(codes -> Area.ofStations(list(codes))));
    }

    private static List<String> list(String names) {
        return List.of(names.split("[,、]"));
    }

    private static final class Argument {
        static final String POLLUTANT = "SO2|NO2|PM10|PM2\\.5|CO|O3";
        static final String MEDIUM = "air|water|noise";
        static final String AREA = "(district|stations|area)=\\S+";
        static final String LEVEL = "control=(national|provincial|municipal|county)";
        static final String STATIONS = AREA + "|" + LEVEL;
        static final String SECTIONS = STATIONS + "|(river|role|without)=\\S+|least=[1-9][0-9]?";
        static final String GRADES = "(met|expected|basic|incomplete)(,(met|expected|basic|incomplete))*";

        private Argument() {}
    }
}
