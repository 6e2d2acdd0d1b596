package limpid.store.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** How the schema is brought up to date. */
class MigrationsTest {
    /** Fifty tries, a second apart, were the default: an instance beside one that migrates for longer ended. */
    @Test
    void whoWaitsForAnotherInstanceNeverGivesUp() {
        assertEquals(
                -1,
                Migrations.flyway(new PGSimpleDataSource(), false)
                        .getConfiguration()
                        .getLockRetryCount());
    }
}
