package limpid.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import javax.sql.DataSource;
import limpid.air.AirIndex;
import limpid.air.AirQualityIndex;
import limpid.air.AirSettings;
import limpid.air.MonitoringPlan;
import limpid.air.SubIndex;
import limpid.measure.Table;
import limpid.measure.Table.Row;
import limpid.standard.AirStandard;
import limpid.standard.Pollutant;

/** Published days of cities with their AQI, and how they get into the store as the rollup would keep them. */
final class RecordedCityDays {
    private static final AirQualityIndex INDEX = new AirQualityIndex(AirSettings.DEFAULTS);

    private RecordedCityDays() {}

    /**
     * A published day.
     *
     * @param aqi as published, which is not computed here
     */
    record Day(LocalDate date, Map<Pollutant, BigDecimal> values, int aqi) {}

    /** Beijing 2016; days that the table marks as missing with zeros are left out. */
    static List<Day> beijing2016() {
        return days("city-daily-2016.csv.gz", "日期", "O3", "");
    }

    /** Beijing or Guangzhou in 2018 and 2019. */
    static List<Day> of(String city) {
        return days("city-daily-2018-2019.csv.gz", "date", "O3_8h", city);
    }

    private static List<Day> days(String file, String date, String ozone, String city) {
        List<Day> days = new ArrayList<>();
        for (Row row : table(file).rows()) {
            if ((city.isEmpty() || row.text("city").equals(city)) && row.integer("AQI") > 0) {
                Map<Pollutant, BigDecimal> values = new EnumMap<>(Pollutant.class);
                for (Pollutant pollutant : Pollutant.values()) {
                    values.put(pollutant, row.decimal(pollutant == Pollutant.O3 ? ozone : pollutant.code()));
                }
                days.add(new Day(LocalDate.parse(row.text(date)), values, row.integer("AQI")));
            }
        }
        return days;
    }

    private static Table table(String file) {
        try (InputStream in = new GZIPInputStream(
                Objects.requireNonNull(RecordedCityDays.class.getResourceAsStream("/recorded/" + file), file))) {
            return Table.annotated(file, in);
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + file, e);
        }
    }

    /** Keeps days of a city, each with its index by the edition in force on it. */
    static void keep(DataSource database, String city, List<Day> days) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement("""
                        WITH s AS (INSERT INTO subject (kind, code) VALUES ('city', ?)
                                   ON CONFLICT (kind, code) DO UPDATE SET code = excluded.code RETURNING id)
                        INSERT INTO air_day SELECT id, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '{}', ?, ?, ?, ?, ?, 1, now()
                        FROM s""")) {
            for (Day day : days) {
                bind(connection, insert, city, day);
                insert.addBatch();
            }
            insert.executeBatch();
            markMonthsDirty(connection, city);
        }
    }

    private static void markMonthsDirty(Connection connection, String city) throws SQLException {
        try (PreparedStatement mark = connection.prepareStatement("""
                INSERT INTO dirty_month (subject_id, month)
                SELECT DISTINCT subject_id, date_trunc('month', day)::date
                FROM air_day JOIN subject ON subject.id = air_day.subject_id
                WHERE subject.kind = 'city' AND subject.code = ?
                ON CONFLICT DO NOTHING""")) {
            mark.setString(1, city);
            mark.executeUpdate();
        }
    }

    private static void bind(Connection connection, PreparedStatement insert, String city, Day day)
            throws SQLException {
        AirIndex index =
                INDEX.day(AirStandard.inForce(day.date()).orElseThrow().index(), day.values(), MonitoringPlan.COMPLETE);
        insert.setString(1, city);
        insert.setObject(2, day.date());
        insert.setString(3, index.edition().label());
        for (Pollutant pollutant : Pollutant.values()) {
            insert.setBigDecimal(4 + pollutant.ordinal(), day.values().get(pollutant));
            insert.setObject(
                    10 + pollutant.ordinal(),
                    index.item(pollutant).map(SubIndex::iaqi).orElse(null),
                    Types.SMALLINT);
        }
        insert.setObject(16, index.aqi(), Types.SMALLINT);
        insert.setObject(17, index.category() == null ? null : index.category().level(), Types.SMALLINT);
        insert.setArray(18, texts(connection, index.primaryPollutants().stream().map(Pollutant::code)));
        insert.setString(19, index.reason() == null ? null : index.reason().code());
        insert.setArray(20, texts(connection, index.gaps().stream().map(gap -> gap.pollutant() + ": missing")));
    }

    private static Array texts(Connection connection, Stream<String> texts) throws SQLException {
        return connection.createArrayOf("text", texts.toArray());
    }
}
