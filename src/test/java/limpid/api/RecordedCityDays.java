package limpid.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import javax.sql.DataSource;
import limpid.air.AirDay;
import limpid.air.AirIndex;
import limpid.air.AirQualityIndex;
import limpid.air.AirReport;
import limpid.air.AirSettings;
import limpid.air.AirTables;
import limpid.air.MonitoringPlan;
import limpid.measure.Table;
import limpid.measure.Table.Row;
import limpid.standard.AirStandard;
import limpid.standard.Pollutant;
import limpid.store.postgres.KeptResults;

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
        KeptResults.ofCity(
                database,
                city,
                Instant.now(),
                AirTables.DAYS,
                days.stream().map(RecordedCityDays::kept).toArray(AirDay[]::new));
        try (Connection connection = database.getConnection()) {
            markMonthsDirty(connection, city);
        }
    }

    /** Keeps days of a registered station. */
    static void keepStation(DataSource database, String code, List<Day> days) throws SQLException {
        KeptResults.ofStation(
                database,
                code,
                Instant.now(),
                AirTables.DAYS,
                days.stream().map(RecordedCityDays::kept).toArray(AirDay[]::new));
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

    private static AirDay kept(Day day) {
        AirIndex index =
                INDEX.day(AirStandard.inForce(day.date()).orElseThrow().index(), day.values(), MonitoringPlan.COMPLETE);
        List<String> missing =
                index.gaps().stream().map(gap -> gap.pollutant() + ": missing").toList();
        return new AirDay(day.date(), AirReport.of(index, missing), List.of());
    }
}
