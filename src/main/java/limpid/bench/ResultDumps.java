package limpid.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import org.postgresql.PGConnection;

/** Readings and results of an air network, by what people know and no number of the database, to be compared byte by byte. */
public final class ResultDumps {
    private static final Map<String, String> QUESTIONS = new TreeMap<>(Map.of(
            "reading",
            "SELECT station.code, series.parameter_id, series.period_s, reading.period_end, reading.value,"
                    + " reading.flag_id FROM reading JOIN series ON series.id = reading.series_id"
                    + " JOIN station ON station.id = series.station_id ORDER BY 1, 2, 3, 4",
            "air_hour",
            "SELECT scope, coalesce(station, city) AS subject, period_end, edition, so2, no2, co, o3, pm10, pm25,"
                    + " iaqi_so2, iaqi_no2, iaqi_co, iaqi_o3, iaqi_pm10, iaqi_pm25, aqi, level, primary_pollutants,"
                    + " reason, left_out FROM published.air_hour ORDER BY 1, 2, 3",
            "air_day",
            "SELECT subject.kind, subject.code, day, edition, so2, no2, co, o3_max8h, pm10, pm25, iaqi_so2, iaqi_no2,"
                    + " iaqi_co, iaqi_o3_max8h, iaqi_pm10, iaqi_pm25, valid_hours, aqi, level, primary_pollutants,"
                    + " reason, left_out FROM air_day JOIN subject ON subject.id = subject_id ORDER BY 1, 2, 3",
            "series_day",
            "SELECT station.code, series.parameter_id, series.period_s, day, valid, expected, mean, min, max"
                    + " FROM series_day JOIN series ON series.id = series_id"
                    + " JOIN station ON station.id = series.station_id ORDER BY 1, 2, 3, 4"));

    private ResultDumps() {}

    /** Writes each into a file of its name. @return the files by name */
    public static Map<String, Path> write(Connection connection, Path folder) throws SQLException, IOException {
        Map<String, Path> files = new TreeMap<>();
        for (Map.Entry<String, String> question : QUESTIONS.entrySet()) {
            Path file = folder.resolve(question.getKey());
            try (OutputStream out = Files.newOutputStream(file)) {
                connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyOut("COPY (" + question.getValue() + ") TO STDOUT", out);
            }
            files.put(question.getKey(), file);
        }
        return files;
    }
}
