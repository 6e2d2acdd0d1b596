package limpid.command;

import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import limpid.Settings;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code limpid} itself, and how every command says that it failed. */
@Command(
        name = "limpid",
        description = "Keeps a city's air, water and noise readings and the figures that follow from them.",
        footer = {"", "Settings are environment variables LIMPID_*, listed in docs/operate.md."},
        mixinStandardHelpOptions = true,
        versionProvider = Root.Version.class,
        scope = CommandLine.ScopeType.INHERIT,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            Demo.class,
            Serve.class,
            Migrate.class,
            Backup.class,
            RestoreCommand.class,
            Import.class,
            ExportFile.class,
            Recompute.class,
            Replay.class,
            Simulate.class,
            Check.class,
            Tasks.class,
            Compensate.class,
            Decode.class,
            Users.class,
            KeyCommands.class,
            BrokerFilesCommand.class,
            CellCommands.class,
            AuditCommands.class,
            Bench.class,
            Completion.class,
            CommandLine.HelpCommand.class,
        })
public final class Root {
    /** Something failed that is neither an answer nor the caller's mistake. */
    static final int FAILED = 3;

    @Option(
            names = "--verbose",
            scope = CommandLine.ScopeType.INHERIT,
            description = "Print where in the program an error comes from.")
    private boolean verbose;

    private Root() {}

    /**
     * Runs the command that these words ask for.
     *
     * @return 0 done, 1 a negative answer, 2 wrong usage, 3 failed
     */
    public static int run(String... args) {
        Root root = new Root();
        return new CommandLine(root)
                .setExecutionExceptionHandler((exception, command, _) -> root.failed(exception, command))
                .setParameterExceptionHandler((exception, _) -> misused(exception))
                .setUsageHelpAutoWidth(true)
                .execute(args);
    }

    private static int misused(CommandLine.ParameterException exception) {
        CommandLine command = exception.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        command.getErr().println(name + ": " + message(exception) + "; see " + name + " --help");
        return CommandLine.ExitCode.USAGE;
    }

    private int failed(Exception exception, CommandLine command) {
        PrintWriter err = command.getErr();
        err.println(command.getCommandSpec().qualifiedName() + ": " + message(exception));
        if (verbose) {
            exception.printStackTrace(err);
        }
        err.flush();
        return isUsage(exception) ? CommandLine.ExitCode.USAGE : FAILED;
    }

    private static boolean isUsage(Exception exception) {
        return exception instanceof UsageException
                || setting(exception).isPresent()
                || exception instanceof NoSuchFileException;
    }

    /** One line: which setting is wrong, or what failed and the innermost reason where the line does not say it yet. */
    static String message(Throwable thrown) {
        if (thrown instanceof NoSuchFileException missing) {
            return "no such file: " + missing.getFile();
        }
        return Settings.causes(setting(thrown).orElse(thrown));
    }

    /** What is wrong with a setting, where that is why something could not be made. */
    private static Optional<Throwable> setting(Throwable thrown) {
        return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
                .filter(Settings.Invalid.class::isInstance)
                .findFirst();
    }

    /** The version of the archive it runs from. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Root.class.getPackage().getImplementationVersion();
            return new String[] {"limpid " + (version == null ? "(development)" : version)};
        }
    }
}
