package limpid.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Made-up rows to export: hours of air stations, and of a country's sections a year of sets every four hours with their
 * months. The database makes them.
 *
 * @param readings of air, at least; whole stations' hours from 2025-01-01 on
 * @param sections of water, each with the items of an automatic station
 */
public record ExportTables(int readings, int sections) {
    private static final int HOURS = 8_000;
    private static final int POLLUTANTS = 6;

    /** What the months of sections rest on. */
    static final String MONTHS = "SELECT station.code, m.month, m.items, m.means, m.valid, m.expected, m.required,"
            + " m.below_detection FROM water_month m JOIN station ON station.id = m.subject_id"
            + " ORDER BY station.code COLLATE \"C\", m.month";

    private int stations() {
        return Math.ceilDiv(readings, HOURS * POLLUTANTS);
    }

    /** The registry of stations and sections. */
    public String registry() {
        List<String> lines =
                new ArrayList<>(List.of("code,name_zh,medium,city,period,water_body,water_body_type,target_class"));
        for (int i = 0; i < stations(); i++) {
            lines.add("BENCHA%d,测试%d,air,测试市,PT1H,,,".formatted(i, i));
        }
        for (int i = 0; i < sections; i++) {
            lines.add("BENCHW%d,断面%d,water,测试市,PT4H,测试河,river,3".formatted(i, i));
        }
        return String.join("\n", lines) + "\n";
    }

    void fill(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : List.of(
                    "SELECT ensure_partitions('2024-12-31', '2026-01-01')",
                    "INSERT INTO series (station_id, parameter_id, period_s) SELECT id, parameter, 3600 FROM station,"
                            + " generate_series(1, 6) AS parameter WHERE medium = 'air'",
                    "INSERT INTO series (station_id, parameter_id, period_s) SELECT station.id, parameter, 14400"
                            + " FROM station, unnest(ARRAY[101,102,105,106,107]) AS parameter WHERE medium = 'water'",
                    readings("air", "1 hour", HOURS),
                    readings("water", "4 hours", 365 * 6),
                    "INSERT INTO water_sample SELECT id, TIMESTAMPTZ '2025-01-01 00:00+08' + n * interval '4 hours',"
                            + " 'GB3838-2002', 1 + n % 6, '{NH3N}', '{PH,DO,CODMN,NH3N,TP}', NULL, '{}', 1, now()"
                            + " FROM station, generate_series(1, 2190) AS n WHERE medium = 'water'",
                    "INSERT INTO water_month SELECT id, month, '{CODMN,DO,NH3N,PH,TP}',"
                            + " '{3.521,7.12,0.4312,7.25,0.0871}', '{31,31,31,31,31}', '{31,31,31,31,31}',"
                            + " '{15,15,15,15,15}', '{0,0,0,0,0}', 1, now() FROM station,"
                            + " generate_series('2025-01-01', '2025-12-01', interval '1 month') AS month"
                            + " WHERE medium = 'water'",
                    "VACUUM ANALYZE")) {
                statement.execute(sql);
            }
        }
    }

    private static String readings(String medium, String step, int count) {
        return "INSERT INTO reading SELECT TIMESTAMPTZ '2025-01-01 00:00+08' + n * interval '" + step
                + "', now(), series.id, 0, round((5 + 50 * random())::numeric, 1) FROM series JOIN station"
                + " ON station.id = station_id, generate_series(1, " + count + ") AS n WHERE medium = '" + medium + "'";
    }

    /** Readings of a medium. @param named with what stands beside them in the file, in its order */
    static String readings(String medium, boolean named) {
        String from = " FROM reading JOIN series ON series.id = series_id JOIN station ON station.id = station_id"
                + " WHERE medium = '" + medium + "'";
        return named
                ? "SELECT code, name_zh, parameter_id, series.period_s, period_end, period_end AT TIME ZONE 'Asia/Shanghai',"
                        + " value, flag_id, recorded_at" + from + " ORDER BY series_id, period_end"
                : "SELECT reading.*" + from;
    }

    /** Sample sets. @param named with the values they were made of, in the order of the file */
    static String samples(boolean named) {
        return named
                ? "SELECT station.code, station.name_zh, water_sample.*, value.* FROM water_sample"
                        + " JOIN station ON station.id = subject_id CROSS JOIN LATERAL (SELECT"
                        + " array_agg(parameter_id), array_agg(value), array_agg(flag_id) FROM series JOIN reading"
                        + " ON series_id = series.id AND reading.period_end = water_sample.period_end"
                        + " WHERE station_id = subject_id) AS value ORDER BY subject_id, water_sample.period_end"
                : "SELECT * FROM water_sample";
    }

    @Override
    public String toString() {
        return "%,d readings, %,d sections".formatted(stations() * POLLUTANTS * HOURS, sections);
    }
}
