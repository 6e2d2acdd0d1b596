package limpid.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import limpid.air.PackedDays;
import org.HdrHistogram.Histogram;

/**
 * How long a city's year and the ranking of all cities take to answer over HTTP, against reading the rows they rest on. One
 * asks at a time, and asks again when it has the answer.
 */
public final class QueryBench {
    private static final int WARM_UP_SHARE = 5;
    private static final String ROWS = "SELECT subject.code, d.day, d." + String.join(", d.", PackedDays.COLUMNS)
            + " FROM subject JOIN air_day d ON d.subject_id = subject.id"
            + " WHERE subject.kind = 'city' AND d.day >= ? AND d.day < ?";
    private static final int OK = 200;
    private static final Duration A_WHILE = Duration.ofMillis(200);
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double NANOS_PER_SECOND = 1e9;

    private final BenchTarget target;
    private final CityDays days;
    private final Random random = new Random(1);

    /** A measurement of a service on this database. @param years of days */
    public QueryBench(BenchTarget target, int years) {
        this.target = target;
        this.days = new CityDays(years);
    }

    /** The registry of the cities' stations. */
    public static String registry() {
        return CityDays.registry();
    }

    /**
     * Fills the database.
     *
     * @throws BenchException where it holds days already
     */
    public void fill(PrintWriter out) throws SQLException, IOException {
        try (Connection connection = target.connect()) {
            if (count(connection, "SELECT count(*) FROM air_day") > 0) {
                throw new BenchException("the database is not empty; the bench needs an empty one", null);
            }
            long first = System.nanoTime();
            long filled = days.fill(connection);
            out.printf(
                    "%,d days of %d cities filled in within %.0f s%n",
                    filled, CityDays.CITIES, (System.nanoTime() - first) / 1e9);
            out.flush();
        }
    }

    /** What is asked over and over. */
    private interface Question {
        void ask() throws IOException, InterruptedException, SQLException;
    }

    /**
     * Measures and prints.
     *
     * @param evaluations how many city-years to ask for
     * @param rankings    how many rankings
     */
    public Outcome run(URI server, int evaluations, int rankings, PrintWriter out)
            throws SQLException, IOException, InterruptedException {
        try (Connection connection = target.connect();
                HttpClient client = HttpClient.newHttpClient()) {
            while (count(connection, "SELECT count(*) FROM dirty_month") > 0) {
                Thread.sleep(A_WHILE);
            }
            out.printf("%nlimpid bench query: %d cities, %d years of days%n", CityDays.CITIES, days.years());
            out.printf(
                    "%s%n%n  %-34s %8s %9s %9s %9s%n",
                    Machine.describe(connection), "", "asked", "p50 ms", "p99 ms", "max ms");
            Figure year = row("city-year, rows alone", evaluations, () -> read(connection, city()), out);
            Figure years = row("ranking of a year, rows alone", rankings, () -> read(connection, ""), out);
            List<Figure> figures = List.of(
                    row("city-year, evaluation", evaluations, () -> get(client, server, evaluation("")), out)
                            .against(year),
                    row(
                                    "city-year, four editions, changes",
                                    evaluations / 2,
                                    () -> get(
                                            client,
                                            server,
                                            evaluation(
                                                    "&edition=in-force,2012,2026-transition,2026-final&compare=previousYear")),
                                    out)
                            .against(year),
                    year,
                    row(
                                    "ranking of a year",
                                    rankings,
                                    () -> get(client, server, "/api/v1/air/ranking?period=" + year()),
                                    out)
                            .against(years),
                    years);
            return new Outcome(true, figures);
        }
    }

    private static Figure row(String name, int times, Question question, PrintWriter out)
            throws SQLException, IOException, InterruptedException {
        for (int i = 0; i < times / WARM_UP_SHARE; i++) {
            question.ask();
        }
        Histogram nanos = new Histogram(3);
        for (int i = 0; i < times; i++) {
            long first = System.nanoTime();
            question.ask();
            nanos.recordValue(System.nanoTime() - first);
        }
        out.printf(
                "  %-34s %,8d %9.1f %9.1f %9.1f%n",
                name,
                times,
                nanos.getValueAtPercentile(50) / NANOS_PER_MILLI,
                nanos.getValueAtPercentile(99) / NANOS_PER_MILLI,
                nanos.getMaxValue() / NANOS_PER_MILLI);
        out.flush();
        return Figure.ofSeconds(name + ", p50", nanos.getValueAtPercentile(50) / NANOS_PER_SECOND);
    }

    private int year() {
        return days.first().getYear() + random.nextInt(days.years());
    }

    private String city() {
        return CityDays.city(random.nextInt(CityDays.CITIES));
    }

    private String evaluation(String more) {
        String city = URLEncoder.encode(city(), StandardCharsets.UTF_8);
        return "/api/v1/air/evaluation?city=" + city + "&period=" + year() + more;
    }

    private static void get(HttpClient client, URI server, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(server.resolve(path)).build();
        HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != OK) {
            throw new BenchException(path + ": " + response.statusCode() + " " + response.body(), null);
        }
    }

    /** The yardstick: the rows of a year, of one city or of all, read and no more. */
    private void read(Connection connection, String city) throws SQLException {
        LocalDate first = LocalDate.of(year(), 1, 1);
        try (PreparedStatement statement =
                connection.prepareStatement(ROWS + (city.isEmpty() ? "" : " AND subject.code = ?"))) {
            statement.setObject(1, first);
            statement.setObject(2, first.plusYears(1));
            if (!city.isEmpty()) {
                statement.setString(3, city);
            }
            long rows = 0;
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    rows += row.getString(1).isEmpty() ? 0 : 1;
                }
            }
            if (rows == 0) {
                throw new BenchException("no rows of " + first.getYear() + " " + city, null);
            }
        }
    }

    private static long count(Connection connection, String question) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(question);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }
}
