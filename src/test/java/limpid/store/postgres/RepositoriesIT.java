package limpid.store.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import limpid.PostgresExtension;
import limpid.Waiting;
import limpid.programme.Report;
import limpid.store.Publications;
import limpid.store.Publications.Publication;
import limpid.store.Reports;
import limpid.store.SourceIntakes;
import limpid.store.StoreUnavailable;
import limpid.store.Unstorable;
import limpid.water.SourceIntake;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.ds.PGSimpleDataSource;

/** What the stores that Micronaut Data runs promise as every other store does. */
class RepositoriesIT {
    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final Publication PUBLICATION = new Publication(
            0,
            "清远市",
            "2016-Q1",
            "zh",
            Instant.parse("2026-03-01T00:00:00.123456Z"),
            "bureau",
            "# 公报",
            "{\"b\": 1,  \"a\": 2}",
            null,
            null,
            null);

    private static Repositories stores;

    @BeforeAll
    static void open() {
        stores = Repositories.of(POSTGRES.dataSource());
    }

    @Test
    void aDatabaseThatIsAwayIsUnavailable() {
        PGSimpleDataSource nowhere = new PGSimpleDataSource();
        nowhere.setUrl("jdbc:postgresql://127.0.0.1:1/none");
        Repositories away = Repositories.of(nowhere);
        assertThrows(StoreUnavailable.class, () -> away.get(Publications.class).find(1));
        assertThrows(
                StoreUnavailable.class, () -> away.get(Reports.class).enter("p", "清远市", List.of(report("1", "a"))));
    }

    @Test
    void dataThatNoDatabaseKeepsAreUnstorable() {
        Publication broken =
                new Publication(0, "清远市", "2016", "zh", Instant.EPOCH, "bureau", "", "{", null, null, null);
        assertThrows(Unstorable.class, () -> stores.get(Publications.class).add(broken));
    }

    @Test
    void aPublicationIsReadAsItWasWritten() {
        Publications publications = stores.get(Publications.class);
        Publication added = publications.add(PUBLICATION);
        assertEquals(added, publications.find(added.id()).orElseThrow());
        assertEquals(
                PUBLICATION,
                new Publication(
                        0,
                        added.city(),
                        added.period(),
                        added.language(),
                        added.publishedAt(),
                        added.publishedBy(),
                        added.markdown(),
                        added.figures(),
                        null,
                        null,
                        null));
    }

    @Test
    void reportsAreEnteredAllOrNone() {
        Reports reports = stores.get(Reports.class);
        List<Report> wanted = List.of(report("1", "sound"), report("2", "not \u0000 sound"));
        assertThrows(Unstorable.class, () -> reports.enter("all-or-none", "清远市", wanted));
        assertEquals(List.of(), reports.inForce("all-or-none", "清远市"));
        assertEquals(1, reports.enter("all-or-none", "清远市", wanted.subList(0, 1)));
        assertEquals(0, reports.enter("all-or-none", "清远市", wanted.subList(0, 1)));
        Report kept = reports.inForce("all-or-none", "清远市").getFirst();
        assertEquals(new BigDecimal("1.50"), kept.value());
        assertEquals(1, kept.revision());
    }

    @Test
    void intakesOfAnUnknownSourceAreNone() {
        SourceIntakes intakes = new PostgresSourceIntakes(POSTGRES.dataSource());
        YearMonth march = YearMonth.of(2026, 3);
        SourceIntake unknown = new SourceIntake("nowhere", march, new BigDecimal("1.20"), "test");
        assertEquals(0, intakes.keep(List.of(unknown)));
        assertEquals(List.of(), intakes.list(march, march));
    }

    private static Report report(String indicator, String source) {
        return new Report(
                indicator,
                "",
                "2016",
                "",
                new BigDecimal("1.50"),
                null,
                null,
                true,
                source,
                "",
                "bureau",
                Instant.EPOCH,
                0);
    }

    /** Of several instances one leads, each thing for itself, until its connection ends. */
    @Test
    void oneLeadsUntilItsConnectionEnds() throws SQLException, InterruptedException {
        AtomicBoolean reachable = new AtomicBoolean(true);
        try (PostgresLeads first = new PostgresLeads(asLongAs(reachable));
                PostgresLeads second = new PostgresLeads(POSTGRES.alone())) {
            assertTrue(first.isOurs("gate"));
            assertFalse(second.isOurs("gate"));
            assertTrue(second.isOurs("checks"), "another thing");
            assertFalse(first.isOurs("checks"));
            first.letGo("gate");
            first.letGo("checks");
            Waiting.until(() -> second.isOurs("gate"));
            assertFalse(first.isOurs("gate") || first.isOurs("checks"));
            second.letGo("gate");
            Waiting.until(() -> first.isOurs("gate"));
            assertFalse(second.isOurs("gate"));
            // Its connection ends and it finds no other: it goes on, for nobody can tell it otherwise, and the next one
            // leads.
            reachable.set(false);
            POSTGRES.execute("SELECT pg_terminate_backend(l.pid) FROM pg_locks l"
                    + " WHERE l.locktype = 'advisory' AND l.objid = hashtext('gate')::oid AND l.database ="
                    + " (SELECT oid FROM pg_database WHERE datname = current_database())");
            Waiting.until(() -> second.isOurs("gate"));
            assertTrue(first.isOurs("gate"));
            reachable.set(true);
            Waiting.until(() -> !first.isOurs("gate"));
        }
        try (PostgresLeads third = new PostgresLeads(POSTGRES.alone())) {
            // The server lets go of a connection's locks a moment after the connection was closed.
            Waiting.until(() -> third.isOurs("gate") && third.isOurs("checks"));
        }
    }

    private static DataSource asLongAs(AtomicBoolean reachable) {
        DataSource real = POSTGRES.alone();
        return (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    if (!reachable.get()) {
                        throw new SQLException("unreachable", "08001");
                    }
                    return method.invoke(real, arguments);
                });
    }
}
