package limpid.bench;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/**
 * Made-up rows to export: hours of air stations, and of a country's sections a year of sets every four hours and years of
 * months. The database makes readings and sets; months follow from one sample each, as the service works them off.
 *
 * @param readings of air, at least; whole stations' hours from 2025-01-01 on; 0 for none
 * @param sections of water
 * @param sets     whether the sections have sets of an automatic station
 * @param years    of months, of which 2025 is the last; 0 for none
 */
public record ExportTables(int readings, int sections, boolean sets, int years) {
    static final int LAST_YEAR = 2025;
    private static final int HOURS = 8_000;
    private static final int POLLUTANTS = 6;
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    /** The months of sections as they leave: what is kept of them, with what stands beside it in the file, in its order. */
    static final String MONTHS =
            "SELECT station.code, station.name_zh, station.city, station.water_body, station.roles,"
                    + " station.target_class, line.* FROM section_month_line line JOIN station ON station.id = line.subject_id"
                    + " ORDER BY station.code COLLATE \"C\", line.month";

    /** The same without. */
    static final String MONTHS_BARE = "SELECT * FROM section_month_line";

    private int stations() {
        return Math.ceilDiv(readings, HOURS * POLLUTANTS);
    }

    /** The registry of stations and sections. */
    public String registry() {
        StringBuilder stations = new StringBuilder("code,name_zh,medium,city,period\n");
        for (int i = 0; i < stations(); i++) {
            stations.append("BENCHA%d,测试%d,air,测试市,PT1H\n".formatted(i, i));
        }
        return stations.toString();
    }

    /** The registry of sections. */
    public String sectionRegistry() {
        return RegionFill.registry(sections);
    }

    void fill(Connection connection) throws SQLException, IOException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT ensure_partitions('2024-12-31', '2026-01-01')");
            if (readings > 0) {
                statement.execute("INSERT INTO series (station_id, parameter_id, period_s) SELECT id, parameter, 3600"
                        + " FROM station, generate_series(1, 6) AS parameter WHERE medium = 'air'");
                statement.execute(readings("air", "1 hour", HOURS));
            }
            if (sets) {
                sets(statement);
            }
            for (int year = LAST_YEAR - years + 1; year <= LAST_YEAR; year++) {
                RegionFill.days(year, connection);
            }
            statement.execute("INSERT INTO dirty (subject_id, level, period_end) SELECT subject_id, 3,"
                    + " (day + 1)::timestamp AT TIME ZONE 'Asia/Shanghai' FROM water_day ORDER BY subject_id, day");
            statement.execute("VACUUM ANALYZE");
        }
    }

    private static void sets(Statement statement) throws SQLException {
        for (String sql : List.of(
                "INSERT INTO series (station_id, parameter_id, period_s) SELECT station.id, parameter, 14400"
                        + " FROM station, unnest(ARRAY[101,102,105,106,107]) AS parameter WHERE medium = 'water'",
                readings("water", "4 hours", 365 * 6),
                "INSERT INTO water_sample SELECT id, TIMESTAMPTZ '2025-01-01 00:00+08' + n * interval '4 hours',"
                        + " 'GB3838-2002', 1 + n % 6, '{NH3N}', '{PH,DO,CODMN,NH3N,TP}', NULL, '{}', 1, now()"
                        + " FROM station, generate_series(1, 2190) AS n WHERE medium = 'water'")) {
            statement.execute(sql);
        }
    }

    /** Waits until the service has worked off what is dirty. */
    static void settle(Connection connection) throws SQLException, InterruptedException {
        try (Statement statement = connection.createStatement()) {
            while (true) {
                try (ResultSet dirty = statement.executeQuery("SELECT EXISTS (SELECT FROM dirty)")) {
                    dirty.next();
                    if (!dirty.getBoolean(1)) {
                        break;
                    }
                }
                Thread.sleep(LOOK_AGAIN);
            }
            statement.execute("VACUUM ANALYZE");
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
        return "%,d readings of air, %,d sections%s, %d years of months"
                .formatted(stations() * POLLUTANTS * HOURS, sections, sets ? " with a year of sets" : "", years);
    }
}
