package limpid;

import java.util.Arrays;
import java.util.List;
import javax.sql.DataSource;
import limpid.measure.Reading;
import limpid.rollup.Recomputation;
import limpid.rule.Rules;
import limpid.store.postgres.PostgresReadings;
import limpid.store.postgres.PostgresWorkload;

/** Readings that are kept, with all that rests on them. */
public final class RolledUp {
    private RolledUp() {}

    /** Keeps readings, message by message, and works off what becomes dirty. */
    @SafeVarargs
    public static void keep(DataSource database, List<Reading>... messages) {
        PostgresReadings store = new PostgresReadings(database);
        Arrays.stream(messages).forEach(message -> store.commit(List.of(Samples.arrival(message))));
        workOff(database);
    }

    /** Until nothing is dirty. A service may be at work too, and what it holds is not there for others to take. */
    public static void workOff(DataSource database) {
        PostgresWorkload workload = new PostgresWorkload(database);
        Recomputation work = new Recomputation(Rules.DEFAULTS);
        while (workload.workOff(work) > 0
                || PostgresExtension.texts(database, "SELECT EXISTS (SELECT FROM dirty)")
                        .equals(List.of("t"))) {
            Thread.onSpinWait();
        }
    }
}
