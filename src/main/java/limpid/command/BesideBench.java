package limpid.command;

import java.io.IOException;
import java.sql.SQLException;
import limpid.bench.ExportTables;
import limpid.bench.IntakeBench;
import limpid.bench.NoiseLoad;
import limpid.bench.Outcome;
import limpid.bench.Shape;
import limpid.command.BenchOptions.Heap;
import limpid.command.BenchOptions.WarmUp;

/** A bench that is measured on two servers, as small as it still says something. */
enum BesideBench {
    DAYS(intake(Shape.DAYS)),
    SECONDS(intake(Shape.SECONDS)),
    TENS(intake(Shape.TENS)),
    ROLLUP((database, seconds) -> database.rollup(100, 30)),
    QUERY((database, seconds) -> database.query(2, 300, 60)),
    EXPORT((database, seconds) -> database.export(new ExportTables(1_000_000, 50, true, 0), 0)),
    NOISE((database, seconds) -> database.noise(new NoiseLoad(500, 10), 2 * seconds, 0, Heap.DEFAULT, null));

    private final Measurement measurement;

    BesideBench(Measurement measurement) {
        this.measurement = measurement;
    }

    Outcome on(Measuring database, int seconds) throws IOException, SQLException, InterruptedException {
        return measurement.on(database, seconds);
    }

    private static Measurement intake(Shape shape) {
        return (database, seconds) -> database.intake(
                shape, IntakeBench.Lengths.ofSeconds(WarmUp.DEFAULT, seconds), false, Heap.DEFAULT, null);
    }

    /** How it is measured, publishing for so many seconds where it publishes. */
    interface Measurement {
        Outcome on(Measuring database, int seconds) throws IOException, SQLException, InterruptedException;
    }
}
