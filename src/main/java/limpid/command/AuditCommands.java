package limpid.command;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import limpid.people.AuditChain;
import limpid.people.AuditChain.Linked;
import limpid.people.AuditEntry;
import limpid.store.Audit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The audit, for those who keep the machine. */
@Command(name = "audit", description = "Read and check the audit in LIMPID_DB_URL.")
final class AuditCommands {
    private static final int AT_ONCE = 1_000;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Command(
            name = "verify",
            description = {
                "Check that no entry was changed, added between or taken away, and print the last digest.",
                "Exit 1 where one was. Keep the digest elsewhere: with --holds it shows that the newest are all there."
            })
    int verify(
            @Option(names = "--holds", paramLabel = "DIGEST", description = "A digest that was printed before.")
                    @Nullable
                    String holds) {
        Audit audit = Desk.open().audit();
        AuditChain chain = new AuditChain();
        boolean held = holds == null;
        for (List<Linked> part = audit.after(0, AT_ONCE);
                !part.isEmpty();
                part = audit.after(chain.last().id(), AT_ONCE)) {
            for (Linked next : part) {
                Optional<String> wrong = chain.check(next);
                if (wrong.isPresent()) {
                    say(wrong.get());
                    return 1;
                }
                held = held || next.link().digest().equals(holds);
            }
        }
        say(chain.last().id() + " entries, all as they were written; last digest "
                + chain.last().digest());
        if (!held) {
            say("no entry has the digest " + holds + ": entries were taken away");
            return 1;
        }
        return 0;
    }

    @Command(
            name = "list",
            description =
                    "Print entries, the oldest first: number, time, kind and name, address, status, action, target, detail.")
    int list(
            @Option(names = "--who", paramLabel = "NAME", description = "Only of this person or key.") @Nullable
                    String who,
            @Option(names = "--refused", description = "Only what was refused.") boolean refused) {
        each(Desk.open().audit(), linked -> {
            AuditEntry entry = linked.entry();
            if ((who == null || entry.who().equals(who)) && (!refused || entry.isRefused())) {
                say(String.join(
                        "\t",
                        Long.toString(linked.link().id()),
                        entry.at().toString(),
                        entry.kind(),
                        entry.who(),
                        entry.address(),
                        Integer.toString(entry.status()),
                        entry.action(),
                        entry.target(),
                        entry.detail()));
            }
        });
        return 0;
    }

    private static void each(Audit audit, Consumer<Linked> visitor) {
        for (List<Linked> part = audit.after(0, AT_ONCE);
                !part.isEmpty();
                part = audit.after(part.getLast().link().id(), AT_ONCE)) {
            part.forEach(visitor);
        }
    }

    private void say(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
