package limpid.command;

import java.time.InstantSource;
import limpid.Server;
import limpid.Settings;
import limpid.measure.Table;
import limpid.station.StationCsv;
import limpid.store.Stations;
import limpid.store.postgres.PostgresStations;

/** Registers stations in a database whose schema is up to date. */
final class Registration {
    private final Stations stations;

    private Registration(Stations stations) {
        this.stations = stations;
    }

    /** Brings the schema up to date where it is not. */
    static Registration in(Settings.Db database) {
        Server.migrate(database);
        return new Registration(new PostgresStations(Server.database(database), InstantSource.system()));
    }

    /**
     * Registers them all or, where a line is wrong, none.
     *
     * @return how many were new or changed
     * @throws Table.Malformed with line and column of what is wrong
     */
    int put(Table registry) {
        return stations.put(StationCsv.read(registry));
    }

    /** The same from text. */
    int put(String name, String csv) {
        return put(Table.text(name, csv));
    }
}
