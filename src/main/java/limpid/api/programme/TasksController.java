package limpid.api.programme;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import limpid.api.http.Answers;
import limpid.api.http.ApiDescription;
import limpid.api.http.ClientLimits;
import limpid.api.http.ExportFiles;
import limpid.api.http.ImportView;
import limpid.api.http.Page;
import limpid.api.http.Problem;
import limpid.api.http.Problem.Type;
import limpid.api.http.Rights;
import limpid.api.http.TableBody;
import limpid.export.Exports;
import limpid.export.Format;
import limpid.export.LetterDocument;
import limpid.export.Query;
import limpid.export.TaskFile;
import limpid.export.TaskLetter;
import limpid.export.TaskLetter.Terms;
import limpid.export.TaskQuery;
import limpid.export.TaskQuery.Words;
import limpid.export.document.OfficialForm;
import limpid.figures.ProgrammeChecks;
import limpid.measure.LocalDay;
import limpid.measure.Table;
import limpid.people.Role;
import limpid.programme.Programme;
import limpid.programme.Task;
import limpid.programme.TaskEntry;
import limpid.programme.TaskEntryTable;
import limpid.programme.UnitTask;
import limpid.store.TaskEntries;
import org.jspecify.annotations.Nullable;

/** Tasks of programmes, who answers for them, and how far they are 任务、责任单位与落实情况. */
@Controller("/api/v1/programmes/{id}")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "programmes")
public class TasksController {
    private final ProgrammeChecks checks;
    private final TaskEntries entries;
    private final Exports exports;
    private final ClientLimits limits;
    private final TableBody bodies;
    private final Rights rights;
    private final InstantSource clock;

    TasksController(
            ProgrammeChecks checks,
            TaskEntries entries,
            Exports exports,
            ClientLimits limits,
            Rights rights,
            InstantSource clock,
            TableBody bodies) {
        this.bodies = bodies;
        this.checks = checks;
        this.entries = entries;
        this.exports = exports;
        this.limits = limits;
        this.rights = rights;
        this.clock = clock;
    }

    /**
     * The tasks of a programme's documents, in their order, as they stand on a date. As CSV the list by unit.
     *
     * @param id    of the programme
     * @param date  a local date; usually today
     * @param list  only those of this table, such as 2015
     * @param unit  only those for which this unit answers
     * @param state done, overdue, underWay or notReported
     * @param dueBy only those that are due on this date or before
     */
    @Get("/tasks")
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_CSV})
    public HttpResponse<Page<TaskView>> tasks(
            HttpRequest<?> request,
            String id,
            @Nullable @QueryValue String date,
            @Nullable @QueryValue String list,
            @Nullable @QueryValue String unit,
            @Nullable @QueryValue String state,
            @Nullable @QueryValue String dueBy) {
        TaskQuery asked = asked(programme(id), date, list, unit, state, dueBy);
        if (Answers.wantsCsv(request)) {
            return Answers.file(file(request, asked, Format.CSV));
        }
        return Answers.list(
                request,
                Page.whole(
                        asked.standing(known(asked)).stream().map(TaskView::of).toList()));
    }

    /**
     * The list of tasks by unit 任务落实情况表 as a file, as it is handed in on 10 June and 10 December: one line a task and
     * unit, with the unit's newest report; a workbook with a sheet that explains.
     *
     * @param format csv, xlsx, parquet, docx, pdf or meta.json
     * @param date   a local date; usually today
     * @param list   only those of this table
     * @param unit   only those of this unit
     * @param state  done, overdue, underWay or notReported
     * @param dueBy  only those that are due on this date or before
     * @param bom    false: CSV without a byte order mark
     */
    @Get("/tasks.{format}")
    @Produces(MediaType.ALL)
    public HttpResponse<?> tasksFile(
            HttpRequest<?> request,
            String id,
            @Parameter(example = "xlsx") String format,
            @Nullable @QueryValue String date,
            @Nullable @QueryValue String list,
            @Nullable @QueryValue String unit,
            @Nullable @QueryValue String state,
            @Nullable @QueryValue String dueBy,
            @Nullable @QueryValue String bom) {
        TaskQuery asked = asked(programme(id), date, list, unit, state, dueBy);
        return file(request, asked, ExportFiles.format("tasks." + format, format));
    }

    /**
     * Letters to the units 督办单 as one DOCX, each on a page of its own: of the tasks that a unit leads or is responsible for,
     * those that are overdue on a date, and those of which it has not reported.
     *
     * @param date     a local date; usually today
     * @param list     only tasks of this table
     * @param unit     only to this unit
     * @param dueBy    only tasks that are due on this date or before
     * @param answerBy by when the unit is to answer; left blank where it is not said
     * @param office   who writes and takes the answer; left blank where it is not said
     */
    @Get("/letters.docx")
    @Produces(OfficialForm.TYPE)
    public HttpResponse<byte[]> letters(
            String id,
            @Nullable @QueryValue String date,
            @Nullable @QueryValue String list,
            @Nullable @QueryValue String unit,
            @Nullable @QueryValue String dueBy,
            @Nullable @QueryValue String answerBy,
            @Nullable @QueryValue String office) {
        TaskQuery asked = asked(programme(id), date, list, unit, null, dueBy);
        List<TaskLetter> letters = TaskLetter.of(asked, asked.rows(known(asked)));
        if (letters.isEmpty()) {
            throw new Problem.Exception(
                    Type.NO_LETTER, "no task is overdue or without a report on " + asked.date(), Map.of());
        }
        Terms terms = new Terms(office, read(() -> TaskQuery.date("answerBy", answerBy)));
        return HttpResponse.ok(LetterDocument.of(letters, terms))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"letters-" + id + "-" + asked.date() + ".docx\"");
    }

    /**
     * The units that the tasks name, each with how its tasks stand on a date.
     *
     * @param date a local date; usually today
     * @param list only tasks of this table
     */
    @Get(uris = {"/units", "/units.csv"})
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_CSV})
    public HttpResponse<Page<UnitView>> units(
            HttpRequest<?> request, String id, @Nullable @QueryValue String date, @Nullable @QueryValue String list) {
        TaskQuery asked = asked(programme(id), date, list, null, null, null);
        List<UnitTask> rows = asked.rows(known(asked));
        return Answers.list(request, Page.whole(UnitView.of(rows), UnitView.csv()));
    }

    /**
     * One task as it stands on a date.
     *
     * @param task its code, such as 2015-12
     * @param date a local date; usually today
     */
    @Get("/tasks/{task}")
    public TaskView task(String id, String task, @Nullable @QueryValue String date) {
        Programme programme = programme(id);
        Task wanted = task(programme, task);
        TaskQuery asked = asked(programme, date, null, null, null, null);
        return asked.standing(known(asked)).stream()
                .filter(standing -> standing.task().equals(wanted))
                .map(TaskView::of)
                .findFirst()
                .orElseThrow();
    }

    /**
     * Every revision of the reports on a task, oldest first.
     *
     * @param task its code
     */
    @Get(uris = {"/tasks/{task}/entries", "/tasks/{task}/entries.csv"})
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_CSV})
    public HttpResponse<Page<TaskEntryView>> entries(HttpRequest<?> request, String id, String task) {
        task(programme(id), task);
        List<TaskEntryView> views =
                entries.history(id, task).stream().map(TaskEntryView::of).toList();
        return Answers.list(request, Page.whole(views, TaskEntryView.csv()));
    }

    /**
     * Enters how far a unit is with a task on a day. A change is a new revision.
     *
     * @param task its code
     * @param unit who reports: one that the task names
     * @param day  local date for which it speaks, not in the future
     */
    @Put("/tasks/{task}/entries/{unit}/{day}")
    @Secured(Role.ANALYST)
    @SecurityRequirement(name = ApiDescription.KEY)
    public Page<TaskEntryView> enter(
            Authentication who, String id, String task, String unit, String day, @Body ProgressRequest progress) {
        Programme programme = programme(id);
        Task named = task(programme, task);
        requireCity(who, programme);
        TaskEntry entry = progress.entry(named, unit, date("day", day), today(), who.getName(), clock.instant());
        entries.enter(id, List.of(entry));
        return Page.whole(
                entries.history(id, task).stream()
                        .filter(one -> one.unit().equals(unit) && one.day().equals(entry.day()))
                        .map(TaskEntryView::of)
                        .toList(),
                TaskEntryView.csv());
    }

    /**
     * Enters the reports of a CSV, all of them or, where one line is wrong, none. Columns task, unit, day, percent, words; one
     * of the last two may be empty.
     *
     * @param check true: only looked at, nothing is written
     */
    @Post("/tasks/import")
    @Consumes({MediaType.TEXT_CSV, TableBody.WORKBOOK})
    @Secured(Role.ANALYST)
    @SecurityRequirement(name = ApiDescription.KEY)
    public ImportView importTable(
            HttpRequest<?> request,
            @Nullable @QueryValue String check,
            Authentication who,
            String id,
            @RequestBody(
                            content =
                                    @Content(
                                            mediaType = MediaType.TEXT_CSV,
                                            schema = @Schema(type = "string"),
                                            examples = @ExampleObject("""
                                                    task,unit,day,percent,words
                                                    2016-32,市环境保护局,2016-06-10,80,四个县级站已联网
                                                    """)))
                    @Body
                    byte[] csv) {
        Programme programme = programme(id);
        requireCity(who, programme);
        Table table = bodies.read("tasks", request, csv);
        List<TaskEntry> read = TaskEntryTable.read(programme, table, today(), who.getName(), clock.instant());
        return ImportView.of(table, check, () -> entries.enter(id, read));
    }

    /** Tasks are those of the city of their documents. */
    private void requireCity(Authentication who, Programme programme) {
        if (programme.city().isEmpty()) {
            rights.requireEverywhere(who, "tasks of a programme of any city are those of all");
        } else {
            rights.requireCity(who, programme.city());
        }
    }

    private HttpResponse<?> file(HttpRequest<?> request, TaskQuery asked, Format format) {
        return ExportFiles.of(
                request,
                exports,
                limits.export(request),
                List.of(TaskFile.of(asked, asked.rows(known(asked)))),
                TaskFile.query(asked),
                format);
    }

    private List<TaskEntry> known(TaskQuery asked) {
        return entries.inForce(asked.programme().id(), asked.date());
    }

    private TaskQuery asked(
            Programme programme,
            @Nullable String date,
            @Nullable String list,
            @Nullable String unit,
            @Nullable String state,
            @Nullable String dueBy) {
        return read(() -> TaskQuery.of(programme, new Words(date, list, unit, state, dueBy), today()));
    }

    private static <T extends @Nullable Object> T read(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (Query.Bad e) {
            throw Problem.badParameter(e.parameter(), e.value(), e.expected());
        }
    }

    private static LocalDate date(String name, String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw Problem.badParameter(name, text, "a local date such as 2016-06-10");
        }
    }

    private LocalDate today() {
        return LocalDay.today(clock);
    }

    private Programme programme(String id) {
        return ProgrammesController.programme(checks, id);
    }

    private static Task task(Programme programme, String code) {
        return programme
                .task(code)
                .orElseThrow(() -> new Problem.Exception(
                        Type.UNKNOWN_TASK, "programme '" + programme.id() + "' has no task '" + code + "'", Map.of()));
    }
}
