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
import java.util.ArrayList;
import java.util.Comparator;
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
    private final int again;

    /**
     * A measurement of a service on this database.
     *
     * @param again how often the sections leave once more after the first time
     */
    public ExportBench(BenchTarget target, ExportTables tables, int again) {
        this.target = target;
        this.tables = tables;
        this.again = again;
    }

    /**
     * A table that leaves, and what psql copies beside it.
     *
     * @param bareRows the rows of the table itself, in no order
     * @param sameRows with what stands beside them in the file, in its order
     * @param again    how often it leaves once more after the first time
     */
    private record Export(String name, String path, String bareRows, String sameRows, int again) {}

    private List<Export> exports() {
        List<Export> exports = new ArrayList<>();
        if (tables.readings() > 0) {
            exports.add(new Export(
                    "readings.csv",
                    "/api/v1/exports/readings.csv" + SPAN + "&medium=air",
                    ExportTables.readings("air", false),
                    ExportTables.readings("air", true),
                    0));
        }
        if (tables.sets()) {
            exports.add(new Export(
                    "water-samples.csv",
                    "/api/v1/exports/water-samples.csv" + SPAN,
                    ExportTables.samples(false),
                    ExportTables.samples(true),
                    0));
        }
        if (tables.years() > 0) {
            String span = "?bom=false&to=2025-12-31&from=" + (ExportTables.LAST_YEAR - tables.years() + 1) + "-01-01";
            for (String name : List.of("water-sections.csv", "water-sections.xlsx")) {
                exports.add(new Export(
                        name, "/api/v1/exports/" + name + span, ExportTables.MONTHS_BARE, ExportTables.MONTHS, again));
            }
        }
        return exports;
    }

    /** Fills the database. */
    public void fill(PrintWriter out) throws SQLException, IOException {
        try (Connection connection = target.connect()) {
            long first = System.nanoTime();
            tables.fill(connection);
            out.printf("%s filled in within %.0f s%n", tables, seconds(first));
            out.flush();
        }
    }

    /** Measures and prints. @param folder for what psql is told */
    public Outcome run(URI server, Path folder, PrintWriter out)
            throws SQLException, IOException, InterruptedException {
        Psql psql = new Psql(target, folder);
        try (Connection connection = target.connect()) {
            long begin = System.nanoTime();
            ExportTables.settle(connection);
            out.printf("months worked off within %.0f s%n", seconds(begin));
            out.printf("%nlimpid bench export: %s%n%s%n%n", tables, Machine.describe(connection));
        }
        out.printf(
                "  %-26s %12s %8s %9s %11s %11s %14s %14s %9s%n",
                "", "lines", "MB", "seconds", "psql, same", "psql, bare", "of same rows", "of bare rows", "heap MB");
        try (HttpClient client = HttpClient.newHttpClient()) {
            List<Figure> figures = new ArrayList<>();
            for (Export export : exports()) {
                Measured one = measure(export, server, psql, client, out);
                Figure limit = Figure.ofSeconds(export.name + ", psql the same rows", one.same);
                figures.add(Figure.ofSeconds(export.name, one.taken.seconds).against(limit));
                figures.add(limit);
            }
            return new Outcome(true, figures);
        }
    }

    private record Taken(long lines, long bytes, double seconds) {}

    private record Measured(double bare, double same, Taken taken, double peak) {}

    /** The middle one of those after the first, where there are some. */
    private static Measured measure(Export export, URI server, Psql psql, HttpClient client, PrintWriter out)
            throws IOException, InterruptedException {
        Measured first = once(export, server, psql, client);
        print(export.name + (export.again == 0 ? "" : ", first"), first, out);
        List<Measured> later = new ArrayList<>();
        for (int i = 0; i < export.again; i++) {
            later.add(once(export, server, psql, client));
        }
        if (later.isEmpty()) {
            return first;
        }
        later.sort(Comparator.comparingDouble(one -> one.taken.seconds / one.same));
        Measured middle = later.get(later.size() / 2);
        print("  later, middle of " + later.size(), middle, out);
        print("  later, worst", later.getLast(), out);
        return middle;
    }

    /** psql directly before, so that both find the same machine. */
    private static Measured once(Export export, URI server, Psql psql, HttpClient client)
            throws IOException, InterruptedException {
        double bare = psql.copyOut(export.bareRows);
        double same = psql.copyOut(export.sameRows);
        heap().forEach(MemoryPoolMXBean::resetPeakUsage);
        Taken taken = take(server.resolve(export.path), client);
        double peak =
                heap().stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum() / MB;
        return new Measured(bare, same, taken, peak);
    }

    private static void print(String name, Measured one, PrintWriter out) {
        out.printf(
                "  %-26s %,12d %8.1f %9.3f %11.3f %11.3f %14.2f %14.2f %9.0f%n",
                name,
                one.taken.lines,
                one.taken.bytes / MB,
                one.taken.seconds,
                one.same,
                one.bare,
                one.same / one.taken.seconds,
                one.bare / one.taken.seconds,
                one.peak);
        out.flush();
    }

    private static Taken take(URI address, HttpClient client) throws IOException, InterruptedException {
        long first = System.nanoTime();
        HttpResponse<InputStream> response =
                client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofInputStream());
        if (response.statusCode() != OK) {
            throw new BenchException(address + ": " + response.statusCode(), null);
        }
        try (InputStream body = response.body()) {
            return taken(body, first);
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
