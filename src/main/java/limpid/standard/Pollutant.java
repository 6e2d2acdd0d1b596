package limpid.standard;

import java.util.Optional;

/**
 * The six basic items 基本项目 of GB 3095, in the order in which the standards print them. Concentrations are in ug/m3,
 * those of CO in mg/m3.
 */
public enum Pollutant {
    /** 二氧化硫. */
    SO2("SO2", "二氧化硫", "sulphur dioxide"),
    /** 二氧化氮. */
    NO2("NO2", "二氧化氮", "nitrogen dioxide"),
    /** 一氧化碳. */
    CO("CO", "一氧化碳", "carbon monoxide"),
    /** 臭氧. */
    O3("O3", "臭氧", "ozone"),
    /** 颗粒物（粒径小于等于10 μm）. */
    PM10("PM10", "颗粒物（PM10）", "particles up to 10 um"),
    /** 颗粒物（粒径小于等于2.5 μm）, 细颗粒物. */
    PM2_5("PM2.5", "细颗粒物（PM2.5）", "particles up to 2.5 um");

    private final String code;
    private final String nameZh;
    private final String nameEn;

    Pollutant(String code, String nameZh, String nameEn) {
        this.code = code;
        this.nameZh = nameZh;
        this.nameEn = nameEn;
    }

    /** The pollutant of a parameter code or table cell; empty where it is none of the six. */
    public static Optional<Pollutant> of(String code) {
        for (Pollutant pollutant : values()) {
            if (pollutant.code.equals(code)) {
                return Optional.of(pollutant);
            }
        }
        return Optional.empty();
    }

    /** The parameter's code, for example {@code PM2.5}. */
    public String code() {
        return code;
    }

    /** Its Chinese name. */
    public String nameZh() {
        return nameZh;
    }

    /** Its English name. */
    public String nameEn() {
        return nameEn;
    }

    /** Whether it is PM10 or PM2.5, for which some rules print nothing. */
    public boolean particles() {
        return this == PM10 || this == PM2_5;
    }

    @Override
    public String toString() {
        return code;
    }
}
