package limpid.bench;

import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import limpid.air.AirBasis;
import limpid.air.AirIndex;
import limpid.air.AirQualityIndex;
import limpid.air.AirSettings;
import limpid.air.MonitoringPlan;
import limpid.air.SubIndex;
import limpid.standard.AirDigits;
import limpid.standard.Pollutant;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyManager;
import org.postgresql.core.BaseConnection;

/**
 * Years of days of a country's cities, made up: seasons, cities that differ, a value in a hundred missing, each day with
 * its index by the edition in force on it. They go in day by day, as time would bring them.
 */
final class CityDays {
    static final int CITIES = 339;
    private static final LocalDate AFTER = LocalDate.of(2026, 1, 1);

    private static final int STATIONS_OF_A_CITY = 5;
    private static final int ONE_IN_MISSING = 100;
    private static final int DAYS_AT_ONCE = 30;
    private static final long SEED = 663;
    /** In the order of the pollutants: SO2, NO2, CO, O3, PM10, PM2.5. */
    private static final double[] USUAL = {10, 26, 0.7, 90, 60, 34};

    private final AirQualityIndex index = new AirQualityIndex(AirSettings.DEFAULTS);
    private final Random random = new Random(SEED);
    private final int years;

    /** So many years, of which 2025 is the last. */
    CityDays(int years) {
        this.years = years;
    }

    int years() {
        return years;
    }

    LocalDate first() {
        return AFTER.minusYears(years);
    }

    static String city(int number) {
        return "测试市" + number;
    }

    /** The registry of their stations. */
    static String registry() {
        StringBuilder csv = new StringBuilder("code,name_zh,medium,city,period\n");
        for (int station = 0; station < CITIES * STATIONS_OF_A_CITY; station++) {
            String city = city(station / STATIONS_OF_A_CITY);
            csv.append("BENCH%d,测试%d,air,%s,PT1H%n".formatted(station, station, city));
        }
        return csv.toString();
    }

    /** Fills the table and marks its months dirty; answers how many days there are. */
    long fill(Connection connection) throws SQLException, IOException {
        Map<String, Integer> subjects = subjects(connection);
        CopyManager copy = new CopyManager(connection.unwrap(BaseConnection.class));
        long rows = 0;
        for (LocalDate day = first(); day.isBefore(AFTER); day = day.plusDays(DAYS_AT_ONCE)) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < DAYS_AT_ONCE && day.plusDays(i).isBefore(AFTER); i++) {
                LocalDate date = day.plusDays(i);
                subjects.values().forEach(subject -> add(subject, date, text));
            }
            rows += copy.copyIn("COPY air_day FROM STDIN", new StringReader(text.toString()));
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("VACUUM ANALYZE air_day");
            statement.execute("INSERT INTO dirty_month (subject_id, month)"
                    + " SELECT DISTINCT subject_id, date_trunc('month', day)::date FROM air_day");
        }
        return rows;
    }

    private static Map<String, Integer> subjects(Connection connection) throws SQLException {
        Map<String, Integer> subjects = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT code, id FROM subject WHERE kind = 'city'")) {
            while (row.next()) {
                subjects.put(row.getString(1), row.getInt(2));
            }
        }
        return subjects;
    }

    private void add(int subject, LocalDate date, StringBuilder text) {
        Map<Pollutant, BigDecimal> values = values(subject, date);
        AirIndex judged = index.day(AirBasis.IN_FORCE.index(date).orElseThrow(), values, MonitoringPlan.COMPLETE);
        text.append(subject)
                .append('\t')
                .append(date)
                .append('\t')
                .append(judged.edition().label());
        for (Pollutant pollutant : Pollutant.values()) {
            text.append('\t').append(orNull(values.get(pollutant)));
        }
        for (Pollutant pollutant : Pollutant.values()) {
            text.append('\t')
                    .append(orNull(judged.item(pollutant).map(SubIndex::iaqi).orElse(null)));
        }
        text.append("\t{5,5,5,5,5,5}\t").append(orNull(judged.aqi())).append('\t');
        text.append(orNull(judged.category() == null ? null : judged.category().level()));
        text.append(judged.primaryPollutants().stream()
                .map(Pollutant::code)
                .collect(Collectors.joining(",", "\t{", "}\t")));
        text.append(orNull(judged.reason() == null ? null : judged.reason().code()));
        text.append("\t{}\t1\t").append(date.plusDays(1)).append("T00:10:00+08\n");
    }

    private static String orNull(@Nullable Object value) {
        return value == null ? "\\N" : value.toString();
    }

    private Map<Pollutant, BigDecimal> values(int subject, LocalDate date) {
        double winter = 1 + 0.4 * Math.cos(2 * Math.PI * date.getDayOfYear() / 365);
        double ofCity = 0.6 + 0.8 * (subject % 17) / 16;
        double weather = Math.exp(random.nextGaussian() * 0.4);
        Map<Pollutant, BigDecimal> values = new EnumMap<>(Pollutant.class);
        for (Pollutant pollutant : Pollutant.values()) {
            double season = pollutant == Pollutant.O3 ? 2 - winter : winter;
            double value = USUAL[pollutant.ordinal()] * season * ofCity * weather * (0.8 + 0.4 * random.nextDouble());
            if (random.nextInt(ONE_IN_MISSING) > 0) {
                values.put(pollutant, AirDigits.index(pollutant, BigDecimal.valueOf(value)));
            }
        }
        return values;
    }
}
