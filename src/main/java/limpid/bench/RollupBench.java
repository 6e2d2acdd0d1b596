package limpid.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import limpid.decode.Payload;
import limpid.measure.Flags;
import limpid.measure.LocalDay;
import limpid.measure.Parameter;
import limpid.measure.Parameters;
import limpid.measure.Period;
import limpid.measure.Reading;
import limpid.rollup.Rollup;
import limpid.standard.Pollutant;
import limpid.store.Arrival;
import limpid.store.Readings;

/**
 * Hour values a second that the rollup turns into hours, days and periods of stations and cities, with nothing beside it,
 * against psql alone putting the same results into empty copies of their tables.
 */
public final class RollupBench {
    private static final List<String> TABLES = List.of("air_hour", "air_day", "series_day", "air_period");
    private static final int HOURS = 24;
    private static final int STATIONS_OF_A_CITY = 5;
    /** Asking costs the database as much as many a piece of work. */
    private static final Duration LOOK = Duration.ofMillis(100);

    private static final LocalDate FIRST = LocalDate.of(2026, 3, 1);
    private static final List<Parameter> POLLUTANTS = Stream.of(Pollutant.values())
            .map(pollutant -> Parameters.standard().get(pollutant.code()))
            .toList();

    private final BenchTarget target;
    private final int stations;
    private final int days;

    /** A measurement over so many air stations, five a city, and whole days of hours. */
    public RollupBench(BenchTarget target, int stations, int days) {
        this.target = target;
        this.stations = stations;
        this.days = days;
    }

    /** The registry of its stations. */
    public String registry() {
        StringBuilder csv = new StringBuilder("code,name_zh,medium,city,period\n");
        for (int station = 0; station < stations; station++) {
            csv.append(code(station)).append(",测试").append(station);
            csv.append(",air,测试市").append(station / STATIONS_OF_A_CITY).append(",PT1H\n");
        }
        return csv.toString();
    }

    private static String code(int station) {
        return Shape.PREFIX + station;
    }

    /** Keeps the readings; their periods wait to be worked off. */
    public void fill(Readings store) {
        for (int day = 0; day < days; day++) {
            List<Arrival> arrivals = new ArrayList<>();
            for (int station = 0; station < stations; station++) {
                arrivals.add(arrival(station, new LocalDay(FIRST.plusDays(day), LocalDay.CHINA)));
            }
            store.commit(arrivals);
        }
    }

    private static Arrival arrival(int station, LocalDay day) {
        String code = code(station);
        Random random = new Random(day.date().toEpochDay() * 100_003 + station);
        List<Reading> readings = new ArrayList<>(HOURS * POLLUTANTS.size());
        for (Instant end : day.hourEnds()) {
            for (Parameter pollutant : POLLUTANTS) {
                BigDecimal value = pollutant.code().equals("CO")
                        ? BigDecimal.valueOf(1 + random.nextInt(19), 1)
                        : BigDecimal.valueOf(5 + random.nextInt(90));
                readings.add(new Reading(
                        code,
                        pollutant,
                        Period.ending(end, Duration.ofHours(1)),
                        value,
                        Flags.standard().normal()));
            }
        }
        Payload payload =
                new Payload("bench/" + code, day.toString().getBytes(StandardCharsets.UTF_8), day.end(), "bench");
        return new Arrival(payload, code, readings, List.of());
    }

    /**
     * Works everything off and prints.
     *
     * @param folder for the rows that psql reads
     */
    public Outcome run(Rollup rollup, Path folder, PrintWriter out)
            throws SQLException, IOException, InterruptedException {
        String machine;
        try (Connection connection = target.connect()) {
            Psql.checkpoint(connection);
            machine = Machine.describe(connection);
        }
        double seconds = workOff(rollup);
        Psql.Again alone = new Psql(target, folder).again(TABLES);
        long values = (long) stations * days * HOURS * POLLUTANTS.size();
        out.printf("%nlimpid bench rollup: %,d air stations, %d days of hours, %,d values%n", stations, days, values);
        out.printf("%s%n%n", machine);
        out.printf("  %-34s %12s %14s %10s %10s%n", "", "values/s", "results/s", "seconds", "of psql");
        row("rolled up", values, alone.rows(), seconds, alone.seconds(), out);
        row("psql, the same results", values, alone.rows(), alone.seconds(), alone.seconds(), out);
        out.printf("%n  %,d periods worked off, %,d results%n", rollup.workedOff(), alone.rows());
        out.flush();
        Figure psql = Figure.perSecond("psql, the same results", values / alone.seconds());
        return new Outcome(
                true, List.of(Figure.perSecond("rolled up", values / seconds).against(psql), psql));
    }

    private double workOff(Rollup rollup) throws SQLException, InterruptedException {
        try (Account account = new Account(target)) {
            long begin = System.nanoTime();
            rollup.start();
            while (!account.rolledUp()) {
                if (rollup.failures() > 0) {
                    throw new BenchException("the rollup failed: " + rollup.lastFailure(), null);
                }
                Thread.sleep(LOOK);
            }
            return (System.nanoTime() - begin) / 1e9;
        }
    }

    private static void row(String name, long values, long results, double seconds, double limit, PrintWriter out) {
        out.printf(
                "  %-34s %,12.0f %,14.0f %10.1f %10.2f%n",
                name, values / seconds, results / seconds, seconds, limit / seconds);
    }
}
