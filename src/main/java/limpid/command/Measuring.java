package limpid.command;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import limpid.Limpid;
import limpid.Server;
import limpid.Settings;
import limpid.air.AirSettings;
import limpid.bench.BenchBroker;
import limpid.bench.BenchTarget;
import limpid.bench.ExportBench;
import limpid.bench.ExportTables;
import limpid.bench.IntakeBench;
import limpid.bench.LatencyBench;
import limpid.bench.NoiseBench;
import limpid.bench.NoiseLoad;
import limpid.bench.OutageBench;
import limpid.bench.Outcome;
import limpid.bench.QueryBench;
import limpid.bench.RollupBench;
import limpid.bench.ServiceChild;
import limpid.bench.Shape;
import limpid.noise.NoiseSettings;
import limpid.rollup.Recomputation;
import limpid.rollup.Rollup;
import limpid.store.postgres.PostgresReadings;
import limpid.store.postgres.PostgresWorkload;
import limpid.water.WaterSettings;
import org.jspecify.annotations.Nullable;

/**
 * Benches on a database with nothing in it: each registers its stations, starts what it needs and measures.
 *
 * @param settings lead to the database and the broker
 * @param folder   for what is left over
 * @param running  takes what is started
 */
record Measuring(Settings settings, Path folder, Running running, PrintWriter out) {
    /** What the settings lead to. */
    static BenchTarget target(Settings settings) {
        return new BenchTarget(
                settings.db().url(),
                settings.db().user(),
                settings.db().password(),
                settings.mqtt().url(),
                settings.mqtt().user(),
                settings.mqtt().password());
    }

    /**
     * Of messages of this shape, by a service in a process of its own.
     *
     * @param lengths   how long
     * @param packed    whether to wait until seconds are packed
     * @param heap      of the service, MB
     * @param mosquitto the program, where it is to be the broker
     */
    Outcome intake(Shape shape, IntakeBench.Lengths lengths, boolean packed, int heap, @Nullable String mosquitto)
            throws IOException, SQLException, InterruptedException {
        BenchTarget target = target(mosquitto);
        Registration registration = Registration.in(settings.db());
        IntakeBench.requireReady(target);
        registration.put("bench stations", shape.registry());
        ServiceChild service =
                running.add(ServiceChild.start(target, Limpid.class.getName(), heap, folder.resolve("service.log")));
        return Readiness.await(service.uri())
                ? new IntakeBench(target, shape, lengths, heap).run(folder, packed, out)
                : Outcome.NOTHING;
    }

    /**
     * From published to shown, by a service in a process of its own.
     *
     * @param heap      of the service, MB
     * @param mosquitto the program, where it is to be the broker
     * @param hlog      keeps every second
     */
    Outcome latency(LatencyBench.Plan plan, int heap, @Nullable String mosquitto, Path hlog)
            throws IOException, SQLException, InterruptedException {
        BenchTarget target = target(mosquitto);
        Registration registration = Registration.in(settings.db());
        IntakeBench.requireReady(target);
        LatencyBench.registries(plan).forEach(registry -> registration.put("bench stations", registry));
        Path collections = folder.resolve("collections");
        ServiceChild service = running.add(
                ServiceChild.watched(target, Limpid.class.getName(), heap, folder.resolve("service.log"), collections));
        return new LatencyBench(target, plan, hlog, out).run(service, folder, collections);
    }

    /**
     * Of a time without database; it starts one itself, and a broker.
     *
     * @param heap      of the service, MB
     * @param mosquitto the program, where it is to be the broker
     */
    Outcome outage(OutageBench.Plan plan, int heap, @Nullable String mosquitto)
            throws IOException, SQLException, InterruptedException {
        OutageBench bench = running.add(new OutageBench(folder, mosquitto, plan, out));
        Registration.in(Bench.settings(bench.target()).db()).put("bench stations", bench.registry());
        return bench.run(Limpid.class.getName(), heap);
    }

    private BenchTarget target(@Nullable String mosquitto) throws IOException, InterruptedException {
        BenchTarget target = target(settings);
        return mosquitto == null ? target : target.at(running.add(BenchBroker.mosquitto(folder, mosquitto)));
    }

    /** Of so many stations' hours. */
    Outcome rollup(int stations, int days) throws IOException, SQLException, InterruptedException {
        RollupBench bench = new RollupBench(target(settings), stations, days);
        Registration registration = Registration.in(settings.db());
        IntakeBench.requireReady(target(settings));
        registration.put("bench stations", bench.registry());
        int rollups = settings.db().rollups();
        try (HikariDataSource pool = Server.belts(settings.db())) {
            bench.fill(new PostgresReadings(pool));
            try (Rollup rollup = new Rollup(
                    new PostgresWorkload(pool),
                    new Recomputation(AirSettings.DEFAULTS, WaterSettings.defaults(), NoiseSettings.DEFAULT),
                    rollups)) {
                return bench.run(rollup, folder, out);
            }
        }
    }

    /** Of so many city-years and rankings over years of days. */
    Outcome query(int years, int evaluations, int rankings) throws IOException, SQLException, InterruptedException {
        QueryBench bench = new QueryBench(target(settings), years);
        Registration.in(settings.db()).put("bench stations", QueryBench.registry());
        bench.fill(out);
        return bench.run(running.serve(settings).uri(), evaluations, rankings, out);
    }

    /** Of these tables. @param again how often sections leave after the first time */
    Outcome export(ExportTables tables, int again) throws IOException, SQLException, InterruptedException {
        ExportBench bench = new ExportBench(target(settings), tables, again);
        Registration registration = Registration.in(settings.db());
        IntakeBench.requireReady(target(settings));
        registration.put("bench stations", tables.registry());
        registration.put("bench sections", tables.sectionRegistry());
        bench.fill(out);
        Server server = running.serve(settings);
        Readiness.await(server);
        return bench.run(server.uri(), folder, out);
    }

    /** Of a service in a process of its own. @param log what it says; none: nobody reads it */
    Outcome noise(NoiseLoad load, int seconds, int before, int heap, @Nullable Path log)
            throws IOException, SQLException, InterruptedException {
        Registration registration = Registration.in(settings.db());
        IntakeBench.requireReady(target(settings));
        registration.put("bench stations", load.registry());
        BenchTarget target = target(settings);
        ServiceChild service = running.add(ServiceChild.start(
                target, Limpid.class.getName(), heap, log == null ? folder.resolve("service.log") : log));
        if (!Readiness.await(service.uri())) {
            return Outcome.NOTHING;
        }
        return new NoiseBench(target, service.uri(), load, seconds, before).run(out);
    }
}
