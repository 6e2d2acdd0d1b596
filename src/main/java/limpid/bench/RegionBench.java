package limpid.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import org.HdrHistogram.Histogram;

/**
 * How long the assessment of all sections of a national network for a month takes over HTTP, against a plain read of the
 * same rows by JDBC. One asks, one question after the other.
 */
public final class RegionBench {
    /** Where 99 of 100 answers must be. */
    private static final Duration BAR = Duration.ofMillis(100);

    private static final int YEAR = 2025;
    private static final int WARM_UP = 200;
    private static final int OK = 200;
    private static final int COLUMNS = 8;
    private static final long LONGEST_MICROS = 60_000_000;
    private static final String PLAIN =
            "SELECT station.code, m.month, m.items, m.means, m.valid, m.expected, m.required,"
                    + " m.below_detection FROM water_month m JOIN station ON station.id = m.subject_id WHERE m.month = ?::date";

    private final BenchTarget target;
    private final int questions;

    /** A measurement of a service that is ready and knows the sections of {@link #registry}. */
    public RegionBench(BenchTarget target, int questions) {
        this.target = target;
        this.questions = questions;
    }

    /** The sections as registry CSV. */
    public static String registry() {
        return RegionFill.registry(RegionFill.SECTIONS);
    }

    private interface Question {
        String ask() throws IOException, SQLException, InterruptedException;
    }

    /**
     * Fills, measures and prints.
     *
     * @return whether the answers were the same every time and 99 of 100 within the bar
     */
    public boolean run(URI service, PrintWriter out) throws SQLException, IOException, InterruptedException {
        try (Connection connection = target.connect();
                PreparedStatement plain = connection.prepareStatement(PLAIN);
                HttpClient client = HttpClient.newHttpClient()) {
            RegionFill.months(YEAR, connection);
            out.printf("%nlimpid bench regions: %,d sections, 25 items each, one month%n", RegionFill.SECTIONS);
            out.printf("%s%n%n", Machine.describe(connection));
            HttpRequest month = HttpRequest.newBuilder(
                            service.resolve("/api/v1/water/assessment?period=" + YEAR + "-03"))
                    .build();
            plain.setString(1, YEAR + "-03-01");
            Histogram read = measure("plain read by JDBC", () -> read(plain), out);
            Histogram asked = measure("GET water/assessment", () -> answer(client, month), out);
            double p99 = asked.getValueAtPercentile(99) / 1000.0;
            out.printf(
                    "  p99 %.1f ms, bar %d ms; %.1f times the plain read%n",
                    p99, BAR.toMillis(), p99 * 1000 / read.getValueAtPercentile(99));
            out.flush();
            return p99 <= BAR.toMillis();
        }
    }

    private Histogram measure(String name, Question question, PrintWriter out)
            throws IOException, SQLException, InterruptedException {
        String first = question.ask();
        for (int i = 1; i < WARM_UP; i++) {
            question.ask();
        }
        Histogram micros = new Histogram(LONGEST_MICROS, 3);
        for (int i = 0; i < questions; i++) {
            long start = System.nanoTime();
            String answer = question.ask();
            micros.recordValue((System.nanoTime() - start) / 1000);
            if (!answer.equals(first)) {
                throw new BenchException(name + " answers otherwise than before: " + answer, null);
            }
        }
        out.printf(
                "  %-24s p50 %7.1f ms  p99 %7.1f ms  max %7.1f ms  %,d questions, content %s%n",
                name,
                micros.getValueAtPercentile(50) / 1000.0,
                micros.getValueAtPercentile(99) / 1000.0,
                micros.getMaxValue() / 1000.0,
                questions,
                hash(first));
        out.flush();
        return micros;
    }

    private static String answer(HttpClient client, HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != OK) {
            throw new BenchException(request.uri() + " answers " + answer.body(), null);
        }
        return answer.body();
    }

    /** Every column of every row as text. The driver may write it otherwise once it reads binary, so rows are compared. */
    private static String read(PreparedStatement plain) throws SQLException {
        long rows = 0;
        try (ResultSet row = plain.executeQuery()) {
            while (row.next()) {
                rows++;
                for (int column = 1; column <= COLUMNS; column++) {
                    row.getString(column);
                }
            }
        }
        return rows + " rows";
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK has no SHA-256", e);
        }
    }
}
