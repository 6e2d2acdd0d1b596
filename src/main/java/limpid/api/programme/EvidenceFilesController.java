package limpid.api.programme;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.server.types.files.StreamedFile;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import limpid.api.http.Answers;
import limpid.api.http.ApiDescription;
import limpid.api.http.Page;
import limpid.api.http.Problem;
import limpid.api.http.Problem.Type;
import limpid.api.http.Rights;
import limpid.export.EvidenceArchive;
import limpid.figures.ProgrammeChecks;
import limpid.people.Role;
import limpid.programme.EvidenceFile;
import limpid.programme.EvidenceFile.Subject;
import limpid.programme.Programme;
import limpid.store.EvidenceFiles;
import org.jspecify.annotations.Nullable;

/** Files that prove what was entered for a programme 创模档案: of figures of indicators, and of tasks. */
@Controller("/api/v1/programmes/{id}/files")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "programmes")
public class EvidenceFilesController {
    private static final String ZIP = "application/zip";

    private final ProgrammeChecks checks;
    private final EvidenceFiles files;
    private final Rights rights;
    private final InstantSource clock;

    EvidenceFilesController(ProgrammeChecks checks, EvidenceFiles files, Rights rights, InstantSource clock) {
        this.checks = checks;
        this.files = files;
        this.rights = rights;
        this.clock = clock;
    }

    /**
     * The files of a programme, in the order in which they came, with those that were taken back.
     *
     * @param city      whose figures or tasks; usually that of the programme, any city for a national rule set
     * @param indicator only of this indicator: its number with its part
     * @param task      only of this task: its code
     */
    @Get
    @Secured(Role.VIEWER)
    @SecurityRequirement(name = ApiDescription.KEY)
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_CSV})
    public HttpResponse<Page<EvidenceFileView>> list(
            HttpRequest<?> request,
            String id,
            @Nullable @QueryValue String city,
            @Nullable @QueryValue String indicator,
            @Nullable @QueryValue String task) {
        Programme programme = programme(id);
        String whose = city == null && !programme.city().isEmpty() ? programme.city() : city;
        List<EvidenceFileView> views = files.list(id, whose, indicator, task).stream()
                .map(EvidenceFileView::of)
                .toList();
        return Answers.list(request, Page.whole(views, EvidenceFileView.csv()));
    }

    /**
     * Keeps a file of at most 10 MB: of an indicator and period, or of a task and unit. The same content under the same name of
     * the same figure or task is kept once.
     *
     * @param name      of the file
     * @param city      whose figure; usually that of the programme
     * @param indicator number with its part, such as 8b
     * @param period    2015, 2016-H1 or 2016-Q1
     * @param task      code of a task, instead of an indicator
     * @param unit      that reports on the task
     */
    @Post
    @Consumes(MediaType.APPLICATION_OCTET_STREAM)
    @Secured(Role.ANALYST)
    @SecurityRequirement(name = ApiDescription.KEY)
    public EvidenceFileView add(
            Authentication who,
            String id,
            @QueryValue String name,
            @Nullable @QueryValue String city,
            @Nullable @QueryValue String indicator,
            @Nullable @QueryValue String period,
            @Nullable @QueryValue String task,
            @Nullable @QueryValue String unit,
            @RequestBody(
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_OCTET_STREAM,
                                            schema = @Schema(type = "string", format = "binary")))
                    @Body
                    byte[] content) {
        Programme programme = programme(id);
        if (content.length == 0) {
            throw Problem.badParameter("body", "", "the bytes of a file");
        }
        try {
            Subject of = of(programme, city, indicator, period, task, unit);
            rights.requireCity(who, of.city());
            String digest = HexFormat.of().formatHex(sha256(content));
            return EvidenceFileView.of(files.add(
                    id,
                    new EvidenceFile(0, of, name, content.length, digest, who.getName(), clock.instant(), null, null),
                    content));
        } catch (IllegalArgumentException e) {
            String complaint = String.valueOf(e.getMessage());
            throw new Problem.Exception(
                    Type.BAD_PARAMETER,
                    complaint,
                    Map.of("parameter", complaint.substring(0, Math.max(0, complaint.indexOf(": ")))));
        }
    }

    private static Subject of(
            Programme programme,
            @Nullable String city,
            @Nullable String indicator,
            @Nullable String period,
            @Nullable String task,
            @Nullable String unit) {
        if ((indicator == null) == (task == null)) {
            throw new IllegalArgumentException("indicator: either an indicator or a task is expected");
        }
        if (task != null) {
            return Subject.ofTask(programme, task, unit == null ? "" : unit);
        }
        String whose = city == null ? programme.city() : city;
        if (whose.isEmpty()) {
            throw new IllegalArgumentException("city: " + programme.id() + " is a rule set of any city");
        }
        return Subject.ofIndicator(programme, whose, String.valueOf(indicator), period == null ? "" : period);
    }

    /**
     * All files as one ZIP 创模档案, with a workbook that lists them: also those that were taken back, without their content.
     *
     * @param city      whose figures or tasks; usually that of the programme, any city for a national rule set
     * @param indicator only of this indicator: its number with its part
     * @param task      only of this task: its code
     */
    @Get("/archive.zip")
    @Secured(Role.VIEWER)
    @SecurityRequirement(name = ApiDescription.KEY)
    @Produces(ZIP)
    public HttpResponse<StreamedFile> archive(
            String id,
            @Nullable @QueryValue String city,
            @Nullable @QueryValue String indicator,
            @Nullable @QueryValue String task)
            throws IOException {
        Programme programme = programme(id);
        String whose = city == null && !programme.city().isEmpty() ? programme.city() : city;
        List<EvidenceFile> listed = files.list(id, whose, indicator, task);
        Path made = Files.createTempFile("limpid-archive", ".zip");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(made))) {
            EvidenceArchive.write(programme, listed, number -> files.content(id, number), out);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(made);
            throw e;
        }
        InputStream read = Files.newInputStream(made, StandardOpenOption.DELETE_ON_CLOSE);
        return HttpResponse.ok(new StreamedFile(read, MediaType.of(ZIP)))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"files-" + id + ".zip\"");
    }

    /**
     * What stands in a file, always as bytes to be saved. Its digest is the header Repr-Digest (RFC 9530) and, in hexadecimal
     * digits, the ETag.
     *
     * @param number of the file
     */
    @Get("/{number}")
    @Secured(Role.VIEWER)
    @SecurityRequirement(name = ApiDescription.KEY)
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    public HttpResponse<byte[]> content(String id, long number) {
        programme(id);
        EvidenceFile file = file(id, number);
        byte[] content = files.content(id, number).orElseThrow(() -> unknown(id, number));
        String name = URLEncoder.encode(file.name(), StandardCharsets.UTF_8).replace("+", "%20");
        return HttpResponse.ok(content)
                .header(
                        "Repr-Digest",
                        "sha-256=:"
                                + Base64.getEncoder()
                                        .encodeToString(HexFormat.of().parseHex(file.sha256())) + ":")
                .header(HttpHeaders.ETAG, "\"" + file.sha256() + "\"")
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename*=UTF-8''" + name);
    }

    /**
     * Takes a file back: its content is deleted, that it was there and who took it back stays in the list.
     *
     * @param number of the file
     */
    @Delete("/{number}")
    @Secured(Role.ANALYST)
    @SecurityRequirement(name = ApiDescription.KEY)
    public EvidenceFileView remove(Authentication who, String id, long number) {
        programme(id);
        rights.requireCity(who, file(id, number).of().city());
        if (!files.remove(id, number, who.getName())) {
            throw unknown(id, number);
        }
        return EvidenceFileView.of(file(id, number));
    }

    private EvidenceFile file(String id, long number) {
        return files.find(id, number).orElseThrow(() -> unknown(id, number));
    }

    private static Problem.Exception unknown(String id, long number) {
        return new Problem.Exception(
                Type.UNKNOWN_FILE, "programme '" + id + "' has no file " + number + ", or it was taken back", Map.of());
    }

    private Programme programme(String id) {
        return ProgrammesController.programme(checks, id);
    }

    private static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
