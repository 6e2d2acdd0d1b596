package limpid.station;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import limpid.measure.LocalDay;
import limpid.measure.Medium;
import org.jspecify.annotations.Nullable;

/**
 * Who measures: an air station 监测站点, a water section 断面 or a noise monitoring point 监测点位.
 *
 * @param code          unique, in topics and answers
 * @param kind          what sort of station it is, for example {@code urban}, {@code section}
 * @param period        the usual averaging period of its readings; zero for instantaneous samples
 * @param countsInCity  whether it takes part in the city's figures; control stations 对照点 do not
 * @param inServiceFrom first local date in service; null when not known
 * @param inServiceTo   last local date in service; null while it goes on
 * @param siting        what the rules of its medium need to know of the place
 * @param notMonitored  codes of basic parameters its monitoring plan leaves out, printed as / (HJ 633-2026 5.3.2)
 * @param logger        who speaks HJ 212 for it
 */
public record Station(
        String code,
        String nameZh,
        String nameEn,
        Medium medium,
        String city,
        String district,
        @Nullable BigDecimal lon,
        @Nullable BigDecimal lat,
        String kind,
        Duration period,
        boolean countsInCity,
        @Nullable LocalDate inServiceFrom,
        @Nullable LocalDate inServiceTo,
        Siting siting,
        List<String> notMonitored,
        DataLogger logger) {

    /** A station's code: letters, digits, dot, dash, underscore, at most 64; it stands in topics and addresses. */
    public static final String CODE_PATTERN = "[A-Za-z0-9._-]{1,64}";

    /** Refuses a code that could not stand in a topic, and a period that is negative; keeps its own list. */
    public Station {
        if (!code.matches(CODE_PATTERN)) {
            throw new IllegalArgumentException("station code '" + code + "' is not " + CODE_PATTERN);
        }
        if (period.isNegative()) {
            throw new IllegalArgumentException("period of station " + code + " is negative");
        }
        notMonitored = List.copyOf(notMonitored);
    }

    /** A station without a data logger of HJ 212. */
    public Station(
            String code,
            String nameZh,
            String nameEn,
            Medium medium,
            String city,
            String district,
            @Nullable BigDecimal lon,
            @Nullable BigDecimal lat,
            String kind,
            Duration period,
            boolean countsInCity,
            @Nullable LocalDate inServiceFrom,
            @Nullable LocalDate inServiceTo,
            Siting siting,
            List<String> notMonitored) {
        this(
                code,
                nameZh,
                nameEn,
                medium,
                city,
                district,
                lon,
                lat,
                kind,
                period,
                countsInCity,
                inServiceFrom,
                inServiceTo,
                siting,
                notMonitored,
                DataLogger.NONE);
    }

    /** The same with a data logger. */
    public Station with(DataLogger other) {
        return new Station(
                code,
                nameZh,
                nameEn,
                medium,
                city,
                district,
                lon,
                lat,
                kind,
                period,
                countsInCity,
                inServiceFrom,
                inServiceTo,
                siting,
                notMonitored,
                other);
    }

    /** Whether it is in service on a local date; dates that are not known do not limit it. */
    public boolean inService(LocalDate date) {
        return (inServiceFrom == null || !date.isBefore(inServiceFrom))
                && (inServiceTo == null || !date.isAfter(inServiceTo));
    }

    /** The zone of its local days. */
    public ZoneId zone() {
        return LocalDay.CHINA;
    }

    /**
     * What the rules of a medium need to know of the place; what does not apply is null, empty or none.
     *
     * @param waterBody     river, lake or reservoir it lies on
     * @param waterBodyType river or lake, which have different phosphorus limits in GB 3838-2002
     * @param targetClass   water class 1..5 it must reach
     * @param roles         of {@link StationColumns#ROLES}
     * @param noiseNetwork  which survey it belongs to
     * @param noiseZone     acoustic functional zone 声环境功能区: 0, 1, 2, 3, 4a, 4b
     * @param roadLengthM   length of the road section it stands for, metres
     * @param gridAreaM2    area of the grid square it stands for, square metres
     * @param controlLevel  for whom it is run; null where that is not known
     */
    public record Siting(
            String waterBody,
            @Nullable WaterBodyType waterBodyType,
            @Nullable Integer targetClass,
            List<String> roles,
            @Nullable NoiseNetwork noiseNetwork,
            String noiseZone,
            @Nullable BigDecimal roadLengthM,
            @Nullable BigDecimal gridAreaM2,
            @Nullable ControlLevel controlLevel) {

        /** A place of which nothing is known. */
        public static final Siting NONE = new Siting("", null, null, List.of(), null, "", null, null, null);

        /** Refuses a target outside the five classes; keeps its own list of roles. */
        public Siting {
            if (targetClass != null && (targetClass < 1 || targetClass > 5)) {
                throw new IllegalArgumentException("target class " + targetClass + " is not 1 to 5");
            }
            roles = List.copyOf(roles);
        }

        /** Whether it is known to be of this level or of a higher one 及以上. */
        public boolean isAtLeast(ControlLevel level) {
            return controlLevel != null && controlLevel.compareTo(level) <= 0;
        }

        /** The target class, empty where none is set. */
        public Optional<Integer> target() {
            return Optional.ofNullable(targetClass);
        }
    }

    /** Kind of water body; river-type reservoirs are judged as rivers. */
    public enum WaterBodyType {
        /** 河流. */
        RIVER,
        /** 湖泊、水库. */
        LAKE
    }

    /** For whom a section or station is run 控制级别, the highest first. */
    public enum ControlLevel {
        /** 国控. */
        NATIONAL,
        /** 省控. */
        PROVINCIAL,
        /** 市控. */
        MUNICIPAL,
        /** 县控. */
        COUNTY
    }

    /** The three noise networks, which are never mixed (HJ 640-2012). */
    public enum NoiseNetwork {
        /** 区域声环境. */
        REGIONAL,
        /** 道路交通声环境. */
        TRAFFIC,
        /** 功能区声环境. */
        FUNCTIONAL
    }
}
