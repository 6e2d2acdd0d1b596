package limpid;

import java.util.Map;
import limpid.standard.Pollutant;

/** How the national list of hours, as it is published, names things. */
public final class PublishedHours {
    /** Primary pollutants. */
    public static final Map<String, Pollutant> LABELS = Map.of(
            "细颗粒物(PM2.5)", Pollutant.PM2_5,
            "颗粒物(PM10)", Pollutant.PM10,
            "臭氧1小时(O3_1h)", Pollutant.O3,
            "二氧化氮(NO2)", Pollutant.NO2,
            "二氧化硫(SO2)", Pollutant.SO2,
            "一氧化碳(CO)", Pollutant.CO);

    private PublishedHours() {}
}
