package limpid.command;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import javax.sql.DataSource;
import limpid.Server;
import limpid.Settings;
import limpid.people.AuditEntry;
import limpid.people.Scope;
import limpid.store.Audit;
import limpid.store.DustList;
import limpid.store.Keys;
import limpid.store.Persons;
import limpid.store.SectionLimits;
import limpid.store.SourceIntakes;
import limpid.store.Stations;
import limpid.store.postgres.PostgresAudit;
import limpid.store.postgres.PostgresDustList;
import limpid.store.postgres.PostgresKeys;
import limpid.store.postgres.PostgresPersons;
import limpid.store.postgres.PostgresSectionLimits;
import limpid.store.postgres.PostgresSourceIntakes;
import limpid.store.postgres.PostgresStations;
import limpid.store.postgres.Repositories;

/** Persons, keys and the audit of LIMPID_DB_URL, for commands. What a command changes is in the audit, by the name of the user of this machine. */
final class Desk {
    private static final int DONE = 200;

    private final DataSource database;

    private Desk(DataSource database) {
        this.database = database;
    }

    /** Of the settings; brings the schema up to date where it is not. */
    static Desk open() {
        return of(Settings.from(System.getenv()).db());
    }

    static Desk of(Settings.Db settings) {
        Server.migrate(settings);
        return new Desk(Server.database(settings));
    }

    Persons persons() {
        return new PostgresPersons(database);
    }

    Keys keys() {
        return new PostgresKeys(database);
    }

    Audit audit() {
        return new PostgresAudit(database);
    }

    DataSource database() {
        return database;
    }

    Stations stations() {
        return new PostgresStations(database, InstantSource.system());
    }

    SectionLimits limits() {
        return new PostgresSectionLimits(database);
    }

    SourceIntakes intakes() {
        return new PostgresSourceIntakes(database);
    }

    DustList dust() {
        return new PostgresDustList(database);
    }

    /** A store that is a repository. */
    <T> T store(Class<T> kind) {
        return Repositories.of(database).get(kind);
    }

    /** Who works at this machine. */
    static String user() {
        return System.getProperty("user.name", "");
    }

    /** Tells the audit. */
    void note(String action, String target) {
        audit().add(new AuditEntry(
                Instant.now(), AuditEntry.SYSTEM, user(), "", "limpid " + action, target, DONE, "{}"));
    }

    /** Refuses a name that a person or key has, or had. */
    void requireFree(String name) {
        if (persons().find(name).isPresent()
                || keys().all().stream().anyMatch(kept -> kept.key().name().equals(name))) {
            throw new UsageException("the name '" + name + "' is, or was, that of a person or key");
        }
    }

    static Scope scope(List<String> words) {
        try {
            return Scope.of(words);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--scope: " + e.getMessage());
        }
    }
}
