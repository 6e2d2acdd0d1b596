package limpid.api.bulletin;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import limpid.bulletin.Shape;
import limpid.measure.AssessmentPeriod;
import limpid.measure.AssessmentPeriod.Kind;
import limpid.measure.Coded;

/** Tables that offices print 官方报表, each filled into the workbook of its name. */
public enum OfficialTable implements Coded {
    /** The index of the city and of each station of a day (HJ 633). */
    AIR_DAILY("air-daily", "空气质量日报", "Daily air quality report", OfficialFigures.AirDay.class),
    /** Days, means and evaluation of a month or a longer period (HJ 633, HJ 663). */
    AIR_PERIOD(
            "air-monthly",
            "空气质量月报",
            "Air quality report of a month, quarter, half-year or year",
            OfficialFigures.AirMonth.class),
    /** Class and target of each section, beside the period before and the same of the year before. */
    WATER_SECTIONS(
            "water-sections",
            "地表水断面水质报表",
            "Sections of surface water in a month, quarter, half-year or year",
            OfficialFigures.WaterPeriod.class),
    /** Levels of the points of each network and the compliance of zones in a year. */
    NOISE_YEARLY(
            "noise-yearly",
            "声环境质量年报",
            "Noise of a year: regional, traffic, functional zones",
            OfficialFigures.NoiseYear.class);

    private final String code;
    private final String titleZh;
    private final String titleEn;
    private final Class<? extends Record> figures;

    OfficialTable(String code, String titleZh, String titleEn, Class<? extends Record> figures) {
        this.code = code;
        this.titleZh = titleZh;
        this.titleEn = titleEn;
        this.figures = figures;
    }

    /** The table of this name. */
    static Optional<OfficialTable> of(String code) {
        return Coded.find(values(), code);
    }

    /** In addresses and names of files. */
    @Override
    public String code() {
        return code;
    }

    String titleZh() {
        return titleZh;
    }

    String titleEn() {
        return titleEn;
    }

    /** The periods it is made of; none of a table of a day. */
    List<Kind> kinds() {
        return switch (this) {
            case AIR_DAILY -> List.of();
            case AIR_PERIOD, WATER_SECTIONS -> AssessmentPeriod.PUBLISHED;
            case NOISE_YEARLY -> List.of(Kind.YEAR);
        };
    }

    /** By the name of each table, which names its figures have in JSON, which are those that templates use. */
    public static Map<String, Shape> shapes(ObjectMapper json) {
        return Arrays.stream(values())
                .collect(Collectors.toMap(OfficialTable::code, table -> BulletinShape.of(json, table.figures)));
    }
}
