package limpid.command;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The script by which bash and zsh complete commands and options. */
@Command(
        name = "completion",
        description = {
            "Print a script by which bash and zsh complete commands and options.",
            "With an alias limpid='java -jar .../limpid.jar':  source <(limpid completion)"
        })
final class Completion implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        CommandLine root = spec.root().commandLine();
        spec.commandLine().getOut().println(AutoComplete.bash(root.getCommandName(), root));
        return 0;
    }
}
