package limpid.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import limpid.Settings;
import limpid.export.LetterDocument;
import limpid.export.Query;
import limpid.export.TaskFile;
import limpid.export.TaskLetter;
import limpid.export.TaskQuery;
import limpid.measure.LocalDay;
import limpid.programme.Programme;
import limpid.programme.TaskEntry;
import limpid.programme.TaskStanding;
import limpid.programme.TaskState;
import limpid.programme.UnitTask;
import limpid.store.TaskEntries;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells how a programme's tasks stand, as a table, as a list by unit and as letters to the units. */
@Command(
        name = "tasks",
        description = {
            "Tell how the tasks of a programme stand 任务落实情况, from what LIMPID_DB_URL has.",
            "Ends with 1 where one is overdue."
        })
final class Tasks implements Callable<Integer> {
    @Parameters(paramLabel = "PROGRAMME", description = "Its id, such as yangjiang.")
    @SuppressWarnings("NullAway.Init")
    private String programme;

    @Option(names = "--as-of", paramLabel = "DATE", description = "A local date such as 2016-06-10. Default: today.")
    private @Nullable String asOf;

    @Option(names = "--list", paramLabel = "LIST", description = "Only those of this table, such as 2016.")
    private @Nullable String list;

    @Option(names = "--unit", paramLabel = "UNIT", description = "Only those for which this unit answers.")
    private @Nullable String unit;

    @Option(names = "--state", paramLabel = "STATE", description = "Only done, overdue, underWay or notReported.")
    private @Nullable String state;

    @Option(names = "--due-by", paramLabel = "DATE", description = "Only those that are due on this date or before.")
    private @Nullable String dueBy;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private ListFile file;

    @Option(
            names = "--letters",
            paramLabel = "FILE",
            description = "Write letters to the units 督办单 as DOCX: what is overdue, what they did not report on.")
    private @Nullable Path letters;

    @Option(names = "--answer-by", paramLabel = "DATE", description = "In the letters: by when to answer.")
    private @Nullable String answerBy;

    @Option(names = "--office", paramLabel = "NAME", description = "In the letters: who writes, such as 市创模办.")
    private @Nullable String office;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        ListFile.Saving saving = file.begin();
        Settings settings = Settings.from(System.getenv());
        Programme found = Check.programme(settings.programmes().folder(), programme);
        TaskQuery query;
        TaskLetter.Terms terms;
        try {
            query = TaskQuery.of(
                    found, new TaskQuery.Words(asOf, list, unit, state, dueBy), LocalDate.now(LocalDay.CHINA));
            terms = new TaskLetter.Terms(office, TaskQuery.date("answer-by", answerBy));
        } catch (Query.Bad e) {
            throw new UsageException(Root.message(e));
        }
        Desk desk = Desk.of(settings.db());
        List<TaskEntry> entries = desk.store(TaskEntries.class).inForce(found.id(), query.date());
        List<TaskStanding> standing = query.standing(entries);
        print(query, standing, spec.commandLine().getOut());
        List<UnitTask> rows = query.rows(entries);
        saving.save(
                List.of(TaskFile.of(query, rows)),
                TaskFile.query(query),
                desk.database(),
                settings.bulletins().font(),
                spec.commandLine().getErr());
        if (letters != null) {
            write(letters, TaskLetter.of(query, rows), terms);
        }
        return standing.stream().anyMatch(one -> one.state() == TaskState.OVERDUE) ? 1 : 0;
    }

    private void write(Path file, List<TaskLetter> written, TaskLetter.Terms terms) throws IOException {
        PrintWriter err = spec.commandLine().getErr();
        if (written.isEmpty()) {
            err.println("no task is overdue or without a report: no letter written 无须督办");
            return;
        }
        Files.write(file, LetterDocument.of(written, terms));
        err.println("letters to " + written.size() + " units 督办单: " + file);
    }

    private static void print(TaskQuery query, List<TaskStanding> tasks, PrintWriter out) {
        Programme programme = query.programme();
        out.println(programme.nameZh() + " (" + programme.id() + "), " + query.date());
        out.println();
        TerminalTable table = new TerminalTable(List.of("code", "任务 task", "牵头/责任 unit", "时限 due", "进度 %", "状态 state"));
        tasks.forEach(one -> table.add(List.of(
                one.task().code(),
                one.task().name().lines().collect(Collectors.joining(" ")),
                String.join("、", one.task().responsible().deciding()),
                one.task().dueWords(),
                one.percent() == null ? "" : String.valueOf(one.percent()),
                one.state().zh() + " " + one.state().code())));
        table.print(out);
        out.println();
        Map<TaskState, Long> counts = new EnumMap<>(tasks.stream()
                .collect(Collectors.groupingBy(
                        TaskStanding::state, () -> new EnumMap<>(TaskState.class), Collectors.counting())));
        out.println(tasks.size() + " tasks: "
                + counts.entrySet().stream()
                        .map(one -> one.getKey().zh() + " " + one.getKey().code() + " " + one.getValue())
                        .collect(Collectors.joining(", ")));
        out.flush();
    }
}
