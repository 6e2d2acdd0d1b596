package limpid.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import limpid.PostgresExtension;
import limpid.RolledUp;
import limpid.Samples;
import limpid.measure.Reading;
import limpid.measure.Table;
import limpid.measure.Table.Row;
import limpid.standard.Pollutant;
import limpid.water.ItemSet;

/**
 * Made-up data of the five cities whose programmes ship, so that the programmes can be checked on the dates of their
 * documents: the tables under {@code seeded/}.
 */
final class SeededCities {
    private static final String FOLDER = "/seeded/";
    private static final String WHOLE_LIST = "source-monthly";
    private static final List<String> PROGRAMMES = List.of("yangjiang", "jiangmen", "liupanshui-2017", "qidong-263");

    private SeededCities() {}

    /** Registers the stations, keeps what they measured and what was entered. */
    static void keep(ApiServer server, PostgresExtension postgres) throws SQLException {
        importTable(server, "stations/import", "stations.csv", ApiServer.ADMIN_KEY);
        importTable(server, "noise/surveys/import", "surveys.csv", ApiServer.ANALYST_KEY);
        for (String programme : PROGRAMMES) {
            importTable(
                    server,
                    "programmes/" + programme + "/reports/import",
                    programme + ".reports.csv",
                    ApiServer.ANALYST_KEY);
        }
        keepDays(postgres.dataSource());
        keepSamples(postgres.dataSource());
    }

    private static void importTable(ApiServer server, String path, String file, String key) {
        server.send("POST", "/api/v1/" + path, text(file), "Content-Type", "text/csv", "X-API-Key", key)
                .json();
    }

    private static String text(String file) {
        try (InputStream in = Objects.requireNonNull(SeededCities.class.getResourceAsStream(FOLDER + file), file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + file, e);
        }
    }

    private static void keepDays(DataSource database) throws SQLException {
        for (Row row : Table.resource(FOLDER + "air-days.csv").rows()) {
            if (row.required("kind").equals("city")) {
                RecordedCityDays.keep(database, row.required("code"), days(row));
            } else {
                RecordedCityDays.keepStation(database, row.required("code"), days(row));
            }
        }
    }

    private static List<RecordedCityDays.Day> days(Row row) {
        Map<Pollutant, BigDecimal> values = new EnumMap<>(Pollutant.class);
        for (Pollutant pollutant : Pollutant.values()) {
            values.put(pollutant, row.decimal(pollutant.code()));
        }
        LocalDate first = LocalDate.parse(row.required("first"));
        return IntStream.range(0, row.integer("days"))
                .mapToObj(day -> new RecordedCityDays.Day(first.plusDays(day), values, 0))
                .toList();
    }

    private static void keepSamples(DataSource database) throws SQLException {
        List<Reading> readings = new ArrayList<>();
        for (Row row : Table.resource(FOLDER + "samples.csv").rows()) {
            YearMonth last = YearMonth.parse(row.required("last"));
            for (YearMonth month = YearMonth.parse(row.required("first"));
                    !month.isAfter(last);
                    month = month.plusMonths(row.integer("every"))) {
                readings.addAll(sample(row, month));
            }
        }
        keep(database, readings);
    }

    /** Keeps readings and computes what rests on them. */
    static void keep(DataSource database, List<Reading> readings) throws SQLException {
        RolledUp.keep(database, readings);
    }

    private static List<Reading> sample(Row row, YearMonth month) {
        String item = row.required("item");
        return item.equals(WHOLE_LIST)
                ? ItemSet.named(WHOLE_LIST).codes().stream()
                        .map(code -> reading(row, month, code, farOnTheGoodSide(code)))
                        .toList()
                : List.of(reading(row, month, item, row.required("value")));
    }

    private static String farOnTheGoodSide(String code) {
        return switch (code) {
            case "PH" -> "7";
            case "DO" -> "9";
            default -> "0.0000001";
        };
    }

    private static Reading reading(Row row, YearMonth month, String item, String value) {
        return Samples.reading(
                row.required("section"), item, Samples.at(month + "-10T10:00:00+08:00"), Duration.ZERO, value);
    }
}
