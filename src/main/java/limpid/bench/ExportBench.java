package limpid.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * How fast tables leave over HTTP as CSV, against psql alone copying the same rows out of the same database. The service runs
 * in this process, whose greatest heap is told.
 */
public final class ExportBench {
    private static final int OK = 200;
    private static final int PIECE = 1 << 16;
    private static final double MB = 1 << 20;
    private static final String SPAN = "?from=2025-01-01&to=2025-12-31&bom=false";

    private final BenchTarget target;
    private final ExportTables tables;

    /** A measurement of a service on this database. */
    public ExportBench(BenchTarget target, ExportTables tables) {
        this.target = target;
        this.tables = tables;
    }

    /**
     * A table that leaves, and what psql copies beside it.
     *
     * @param bareRows the rows of the table itself, in no order
     * @param sameRows with what stands beside them in the file, in its order
     */
    private record Export(String name, String path, String bareRows, String sameRows) {}

    private static final List<Export> EXPORTS = List.of(
            new Export(
                    "readings",
                    "/api/v1/exports/readings.csv" + SPAN + "&medium=air",
                    ExportTables.readings("air", false),
                    ExportTables.readings("air", true)),
            new Export(
                    "water samples",
                    "/api/v1/exports/water-samples.csv" + SPAN,
                    ExportTables.samples(false),
                    ExportTables.samples(true)),
            new Export(
                    "water sections, months",
                    "/api/v1/exports/water-sections.csv" + SPAN,
                    ExportTables.MONTHS,
                    ExportTables.MONTHS));

    /** Fills the database. */
    public void fill(PrintWriter out) throws SQLException {
        try (Connection connection = target.connect()) {
            long first = System.nanoTime();
            tables.fill(connection);
            out.printf("%s filled in within %.0f s%n", tables, seconds(first));
            out.flush();
        }
    }

    /** Measures and prints. @param folder for what psql is told */
    public void run(URI server, Path folder, PrintWriter out) throws SQLException, IOException, InterruptedException {
        Psql psql = new Psql(target, folder);
        try (Connection connection = target.connect()) {
            out.printf("%nlimpid bench export: %s%n%s%n%n", tables, Machine.describe(connection));
        }
        out.printf(
                "  %-24s %12s %10s %10s %14s %14s %10s%n",
                "", "lines", "MB", "seconds", "of bare rows", "of same rows", "heap MB");
        for (Export export : EXPORTS) {
            measure(export, server, psql, out);
        }
    }

    private record Taken(long lines, long bytes, double seconds) {}

    private static void measure(Export export, URI server, Psql psql, PrintWriter out)
            throws IOException, InterruptedException {
        double bare = psql.copyOut(export.bareRows);
        double same = psql.copyOut(export.sameRows);
        heap().forEach(MemoryPoolMXBean::resetPeakUsage);
        Taken taken = take(server.resolve(export.path));
        double peak =
                heap().stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum() / MB;
        out.printf(
                "  %-24s %,12d %10.0f %10.1f %14.2f %14.2f %10.0f%n",
                export.name,
                taken.lines,
                taken.bytes / MB,
                taken.seconds,
                bare / taken.seconds,
                same / taken.seconds,
                peak);
        out.printf("  %-24s %,12d %21.1f %14.2f%n", "  psql, bare rows", taken.lines, bare, 1.0);
        out.printf("  %-24s %,12d %21.1f %29.2f%n", "  psql, same rows", taken.lines, same, 1.0);
        out.flush();
    }

    private static Taken take(URI address) throws IOException, InterruptedException {
        long first = System.nanoTime();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<InputStream> response =
                    client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofInputStream());
            if (response.statusCode() != OK) {
                throw new BenchException(address + ": " + response.statusCode(), null);
            }
            try (InputStream body = response.body()) {
                return taken(body, first);
            }
        }
    }

    private static Taken taken(InputStream body, long first) throws IOException {
        byte[] piece = new byte[PIECE];
        long bytes = 0;
        long lines = -1;
        for (int length = body.read(piece); length > 0; length = body.read(piece)) {
            bytes += length;
            for (int i = 0; i < length; i++) {
                lines += piece[i] == '\n' ? 1 : 0;
            }
        }
        return new Taken(lines, bytes, seconds(first));
    }

    private static List<MemoryPoolMXBean> heap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .toList();
    }

    private static double seconds(long sinceNanoTime) {
        return (System.nanoTime() - sinceNanoTime) / 1e9;
    }
}
