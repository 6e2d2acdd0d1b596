package limpid.command;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import limpid.bench.ExportTables;
import limpid.bench.NoiseLoad;
import limpid.bench.Outcome;
import limpid.bench.Shape;

/** A bench that is measured on two servers, as small as it still says something. */
enum BesideBench {
    DAYS {
        @Override
        Outcome on(Measuring database, int seconds) throws IOException, SQLException, InterruptedException {
            return database.intake(Shape.DAYS, Duration.ofSeconds(seconds), false, HEAP_MB, null);
        }
    },
    SECONDS {
        @Override
        Outcome on(Measuring database, int seconds) throws IOException, SQLException, InterruptedException {
            return database.intake(Shape.SECONDS, Duration.ofSeconds(seconds), false, HEAP_MB, null);
        }
    },
    TENS {
        @Override
        Outcome on(Measuring database, int seconds) throws IOException, SQLException, InterruptedException {
            return database.intake(Shape.TENS, Duration.ofSeconds(seconds), false, HEAP_MB, null);
        }
    },
    ROLLUP {
        @Override
        Outcome on(Measuring database, int seconds) throws IOException, SQLException, InterruptedException {
            return database.rollup(100, 30);
        }
    },
    QUERY {
        @Override
        Outcome on(Measuring database, int seconds) throws IOException, SQLException, InterruptedException {
            return database.query(2, 300, 60);
        }
    },
    EXPORT {
        @Override
        Outcome on(Measuring database, int seconds) throws IOException, SQLException, InterruptedException {
            return database.export(new ExportTables(1_000_000, 50, true, 0), 0);
        }
    },
    NOISE {
        @Override
        Outcome on(Measuring database, int seconds) throws IOException, SQLException, InterruptedException {
            return database.noise(new NoiseLoad(500, 10), 2 * seconds, 0, HEAP_MB, null);
        }
    };

    private static final int HEAP_MB = 256;

    abstract Outcome on(Measuring database, int seconds) throws IOException, SQLException, InterruptedException;
}
