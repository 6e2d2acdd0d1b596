package limpid.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import limpid.Server;
import limpid.Settings;
import limpid.store.NotThisCell;
import limpid.store.postgres.CellSubscriptions;
import limpid.store.postgres.CellSubscriptions.Access;
import limpid.store.postgres.PostgresCells;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The cells whose results come into a database. */
@Command(
        name = "cells",
        description = "Cells 分区单元 whose results come into LIMPID_DB_URL, by the role that owns its schema.")
final class CellCommands {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Command(
            name = "add",
            description = {
                "Copy what a cell has found out, and follow it from then on.",
                "Exit 1 where that cannot be: its city or station is another cell's, it is no cell, it is newer."
            })
    int add(
            @Parameters(paramLabel = "NAME", description = "By which it is called here: small letters, digits and _.")
                    String name,
            @Option(
                            names = "--url",
                            required = true,
                            paramLabel = "URL",
                            description = "Of its database, as this machine and the server of LIMPID_DB_URL reach it:"
                                    + " jdbc:postgresql://host,host/limpid.")
                    String url,
            @Option(
                            names = "--user",
                            defaultValue = "limpid_up",
                            paramLabel = "ROLE",
                            description = "A role there with REPLICATION. Default: ${DEFAULT-VALUE}.")
                    String user,
            @Option(
                            names = "--password-file",
                            required = true,
                            paramLabel = "FILE",
                            description = "Holds its password.")
                    Path password,
            @Option(
                            names = "--address",
                            required = true,
                            paramLabel = "URL",
                            description = "Where the cell's own service answers: https://guangzhou.example.gov.cn.")
                    URI address,
            @Option(
                            names = "--key-file",
                            paramLabel = "FILE",
                            description =
                                    "Holds a key of its service, of role viewer, with which it is asked for readings, hours,"
                                            + " samples and evidence. Without one those who ask are told its address.")
                    @Nullable
                    Path key) {
        return done(
                () -> {
                    String given = key == null ? "" : read("--key-file", key);
                    if (!given.isEmpty()) {
                        CellSubscriptions.requireAddress(address);
                    }
                    subscriptions().add(name, address, new Access(url, user, read("--password-file", password)));
                    if (!given.isEmpty()) {
                        subscriptions().give(name, given);
                    }
                },
                name + " is taken in 已接入; limpid cells list tells when its rows are copied");
    }

    private static String read(String option, Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UsageException(option + " " + file + " cannot be read");
        }
    }

    @Command(
            name = "key",
            description = {
                "Give a key of role viewer of a cell's service, in place of an earlier one, or take it back.",
                "With a key it is asked for readings, hours, samples and evidence; without one its address is told."
            })
    int key(
            @Parameters(paramLabel = "NAME", description = "Of the cell.") String name,
            @Option(
                            names = "--key-file",
                            paramLabel = "FILE",
                            description = "Holds the key. Without it the key is taken back.")
                    @Nullable
                    Path key) {
        if (key == null) {
            return done(() -> subscriptions().takeKey(name), "the key of " + name + " is taken back 已收回");
        }
        String given = read("--key-file", key);
        if (given.isEmpty()) {
            throw new UsageException("--key-file " + key + " is empty");
        }
        return done(() -> subscriptions().give(name, given), name + " is asked with this key 已设置");
    }

    @Command(
            name = "list",
            description =
                    "Print each cell: name, number, state, up to when it is known here, address, whether its service is asked"
                            + " with a key; and what two cells have.")
    int list() {
        PostgresCells cells =
                new PostgresCells(Server.database(Settings.from(System.getenv()).db()));
        TerminalTable table =
                new TerminalTable(List.of("cell 单元", "number", "state", "known up to", "address", "asked 代问"));
        cells.all()
                .forEach(cell -> table.add(List.of(
                        cell.name(),
                        String.valueOf(cell.number()),
                        cell.state().words(),
                        String.valueOf(cell.knownUpTo()),
                        cell.address(),
                        cells.key(cell).isPresent() ? "yes" : "no")));
        PrintWriter out = spec.commandLine().getOut();
        table.print(out);
        cells.conflicts()
                .forEach(conflict -> out.println("two cells have 重复: " + conflict.table() + " " + conflict.name()
                        + ", found " + conflict.foundAt()));
        out.flush();
        return 0;
    }

    @Command(name = "remove", description = "Take a cell out, with its rows.")
    int remove(
            @Parameters(paramLabel = "NAME", description = "Of the cell.") String name,
            @Option(
                            names = "--away",
                            description =
                                    "Its database is gone or cannot be reached. Where it comes back, drop the slot limpid_NAME"
                                            + " there, which would hold its log for ever.")
                    boolean away) {
        return done(() -> subscriptions().remove(name, away), name + " is taken out 已移除");
    }

    @Command(
            name = "refresh",
            description = {
                "Take the tables that cells offer since they were upgraded, and forget what two cells had.",
                "All cells must be reached."
            })
    int refresh() {
        return done(() -> subscriptions().refresh(), "done 完成");
    }

    private static CellSubscriptions subscriptions() {
        Settings settings = Settings.from(System.getenv());
        Server.migrate(settings.db());
        return new CellSubscriptions(Server.owner(settings.db()));
    }

    private int done(Runnable work, String told) {
        PrintWriter out = spec.commandLine().getOut();
        try {
            work.run();
        } catch (NotThisCell e) {
            out.println(e.getMessage());
            out.flush();
            return 1;
        }
        out.println(told);
        out.flush();
        return 0;
    }
}
