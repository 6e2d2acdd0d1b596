package limpid.store.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import limpid.measure.LocalDay;
import limpid.measure.Medium;
import limpid.station.Dependents;
import limpid.station.Dependents.Own;
import limpid.station.Station;
import org.jspecify.annotations.Nullable;

/** Marks dirty what people change the grounds of, in the transaction of the change. */
final class DirtyMarks {
    private DirtyMarks() {}

    /** What depends on a station that was registered otherwise. */
    static void mark(Connection connection, Station station, Dependents dependents) throws SQLException {
        lock(connection, List.of(station.code()), dependents.cities(), dependents.rivers());
        if (dependents.own() == Own.ALL) {
            readings(connection, station.code(), null, dependents.from(), dependents.to());
        } else if (dependents.own() == Own.MONTHS) {
            months(connection, station.code());
        }
        if (station.medium() == Medium.AIR) {
            cityHours(connection, dependents);
        } else if (station.medium() == Medium.WATER) {
            regions(connection, dependents);
        }
    }

    /** Keeps the rollup off these until the transaction ends. */
    static void lock(Connection connection, List<String> stations, List<String> cities, List<String> rivers)
            throws SQLException {
        Query.named("lockSubjects")
                .with("stations", stations)
                .with("cities", cities)
                .with("rivers", rivers)
                .list(connection, row -> row.getInt(1));
    }

    /** All that rests on readings of a station, of a medium or of all. @return how many periods */
    static int readings(
            Connection connection,
            @Nullable String station,
            @Nullable Medium medium,
            @Nullable LocalDate from,
            @Nullable LocalDate to)
            throws SQLException {
        return Query.named("markReadingsDirty")
                .with("station", station)
                .with("medium", medium == null ? null : medium.code())
                .with("from", start(from))
                .with("to", end(to))
                .update(connection);
    }

    private static void months(Connection connection, String section) throws SQLException {
        List<Integer> ids =
                Query.named("stationsByCode").with("codes", List.of(section)).list(connection, row -> row.getInt("id"));
        Query.named("markSectionsDirty").with("sections", ids).update(connection);
    }

    private static void cityHours(Connection connection, Dependents dependents) throws SQLException {
        Query.named("markCityHoursDirty")
                .with("cities", dependents.cities())
                .with("from", start(dependents.from()))
                .with("to", end(dependents.to()))
                .update(connection);
    }

    private static void regions(Connection connection, Dependents dependents) throws SQLException {
        Query.named("markPeriodsDirty")
                .with("cities", dependents.cities())
                .with("rivers", dependents.rivers())
                .with("from", dependents.from())
                .with("to", dependents.to())
                .update(connection);
    }

    private static @Nullable Instant start(@Nullable LocalDate date) {
        return date == null ? null : new LocalDay(date, LocalDay.CHINA).start();
    }

    private static @Nullable Instant end(@Nullable LocalDate date) {
        return date == null ? null : new LocalDay(date, LocalDay.CHINA).end();
    }
}
