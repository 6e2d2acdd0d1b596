package limpid.api.bulletin;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import limpid.api.bulletin.PublicationView.DifferenceView;
import limpid.api.http.Answers;
import limpid.api.http.ApiDescription;
import limpid.api.http.Arguments;
import limpid.api.http.Cursor;
import limpid.api.http.Documents;
import limpid.api.http.Local;
import limpid.api.http.Members;
import limpid.api.http.Page;
import limpid.api.http.Problem;
import limpid.api.http.Problem.Type;
import limpid.api.http.Rights;
import limpid.bulletin.Difference;
import limpid.export.document.OfficialForm;
import limpid.export.document.PdfFile;
import limpid.measure.AssessmentPeriod;
import limpid.measure.Language;
import limpid.people.Role;
import limpid.store.Publications;
import limpid.store.Publications.Publication;
import limpid.store.Settled;
import limpid.store.Slice;
import org.jspecify.annotations.Nullable;

/** What was published when, by whom, with which figures 发布记录. Entries are added, never changed, and may be withdrawn. */
@Controller("/api/v1")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "bulletins")
public class PublicationsController {
    private static final String LIST = "publications";
    private static final String EMPTY = "empty";
    private static final int LONGEST_REASON = 1000;
    /** What Markdown reads as more than a letter. */
    private static final Pattern MARKS = Pattern.compile("\\p{Punct}");

    private final Publications publications;
    private final BulletinWriter writer;
    private final Settled settled;
    private final Rights rights;
    private final Documents documents;
    private final InstantSource clock;

    PublicationsController(
            Publications publications,
            BulletinWriter writer,
            Settled settled,
            Rights rights,
            Documents documents,
            InstantSource clock) {
        this.documents = documents;
        this.clock = clock;
        this.rights = rights;
        this.publications = publications;
        this.writer = writer;
        this.settled = settled;
    }

    /**
     * Publishes the bulletin of a period as it is known now: its text and figures are kept. What is being written at this
     * moment is not in it; {@code publishedAt} is the newest instant of which everything is.
     *
     * @param city   whose bulletin
     * @param period 2016, 2016-H1, 2016-Q1 or 2016-03
     * @param lang   zh (usual) or en
     * @param empty  true: publish it although nothing was measured in the period
     */
    @Post("/publications")
    @Secured(Role.PUBLISHER)
    @SecurityRequirement(name = ApiDescription.KEY)
    public HttpResponse<PublicationView> publish(
            Authentication who,
            @QueryValue String city,
            @QueryValue AssessmentPeriod period,
            @Nullable @QueryValue String lang,
            @Nullable @QueryValue String empty) {
        rights.requireCity(who, city);
        Language language = BulletinsController.language(lang);
        Instant known = settled.newest();
        BulletinFigures found = writer.figures(city, period, known);
        if (BulletinWriter.isEmpty(found) && !Arguments.flag(EMPTY, empty)) {
            throw new Problem.Exception(
                    Type.EMPTY_PERIOD,
                    "nothing of air, water or noise was measured in " + period.name() + " in '" + city
                            + "'; publish it so with empty=true",
                    Map.of("parameter", EMPTY));
        }
        String figures = writer.json(found);
        Publication kept = publications.add(new Publication(
                0,
                city,
                period.name(),
                language.code(),
                known,
                who.getName(),
                writer.markdown(
                        city,
                        language,
                        figures,
                        Map.of("at", Local.time(known).toLocalDate().toString())),
                figures,
                null,
                null,
                null));
        return HttpResponse.created(PublicationView.whole(kept, writer.tree(figures)));
    }

    /**
     * What was published, the newest first, without text and figures.
     *
     * @param city   only of this city
     * @param period only of this period
     * @param limit  at most so many, 1 to 10000, usually 100
     * @param cursor the {@code next} of the answer before
     */
    @Get(uris = {"/publications", "/publications.csv"})
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_CSV})
    public HttpResponse<Page<PublicationView>> list(
            HttpRequest<?> request,
            @Nullable @QueryValue String city,
            @Nullable @QueryValue AssessmentPeriod period,
            @Nullable @QueryValue String limit,
            @Nullable @QueryValue String cursor) {
        Slice<Publication, Long> slice = publications.list(
                city,
                period == null ? null : period.name(),
                Cursor.read(LIST, cursor, Long.MAX_VALUE, Long::valueOf),
                Arguments.limit(limit));
        return Answers.list(
                request,
                Page.of(slice, PublicationView::listed, id -> Cursor.of(LIST, id.toString()), PublicationView.csv()));
    }

    /** One publication with its text and figures. */
    @Get("/publications/{id}")
    public PublicationView find(long id) {
        Publication publication = kept(id);
        return PublicationView.whole(publication, writer.tree(publication.figures()));
    }

    /**
     * Withdraws a publication 撤回, for good and with its reason. It stays readable and says that it is withdrawn; a corrected one is
     * published anew.
     */
    @Post("/publications/{id}/withdrawal")
    @Secured(Role.PUBLISHER)
    @SecurityRequirement(name = ApiDescription.KEY)
    public PublicationView withdraw(Authentication who, long id, @Body WithdrawalRequest body) {
        Publication publication = kept(id);
        rights.requireCity(who, publication.city());
        String reason = Members.required("reason", body.reason).strip();
        if (reason.length() > LONGEST_REASON) {
            throw Members.bad("reason", "has more than " + LONGEST_REASON + " characters");
        }
        if (!publications.withdraw(id, clock.instant(), who.getName(), reason)) {
            throw new Problem.Exception(Type.CONTRADICTION, "publication " + id + " is withdrawn already", Map.of());
        }
        return PublicationView.listed(kept(id));
    }

    /**
     * Why a publication is withdrawn.
     *
     * @param reason as its readers understand it
     */
    @Schema(name = "WithdrawalRequest")
    public record WithdrawalRequest(@Nullable String reason) {}

    /** The text as it was published, as a page; with .md or Accept text/markdown as Markdown. A withdrawn one says so first. */
    @Get(uris = {"/publications/{id}/text", "/publications/{id}/text.md"})
    @Produces({MediaType.TEXT_HTML, BulletinsController.MARKDOWN})
    public HttpResponse<String> text(HttpRequest<?> request, long id) {
        Publication publication = kept(id);
        Language language = BulletinsController.language(publication.language());
        return BulletinsController.page(request, withdrawn(publication, language) + publication.markdown(), language);
    }

    /** The text as it was published, and where it was withdrawn that and why, as a document: .docx for a word processor, .pdf to print. */
    @Get(uris = {"/publications/{id}/text.docx", "/publications/{id}/text.pdf"})
    @Produces({OfficialForm.TYPE, PdfFile.TYPE})
    public HttpResponse<byte[]> document(HttpRequest<?> request, long id) {
        Publication publication = kept(id);
        String text =
                withdrawn(publication, BulletinsController.language(publication.language())) + publication.markdown();
        return documents.answer(request, text, publication.city() + "-" + publication.period() + "-" + id);
    }

    /** The published figures that are no longer so, since readings were corrected, reviewed or came late. */
    @Get(uris = {"/publications/{id}/differences", "/publications/{id}/differences.csv"})
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_CSV})
    public HttpResponse<Page<DifferenceView>> differences(HttpRequest<?> request, long id) {
        Publication publication = kept(id);
        String now = writer.json(writer.figuresOf(
                publication.city(), AssessmentPeriod.named(publication.period()).orElseThrow(), settled.newest()));
        List<DifferenceView> differences =
                Difference.between(writer.tree(publication.figures()), writer.tree(now)).stream()
                        .map(DifferenceView::of)
                        .toList();
        return Answers.list(request, Page.whole(differences, DifferenceView.csv()));
    }

    private static String withdrawn(Publication publication, Language language) {
        Instant at = publication.withdrawnAt();
        if (at == null) {
            return "";
        }
        String day = Local.time(at).toLocalDate().toString();
        String why = MARKS.matcher(String.valueOf(publication.withdrawnFor()))
                .replaceAll("\\\\$0")
                .replaceAll("\\s+", " ");
        return language == Language.ZH
                ? "> **本通报已于 " + day + " 撤回。** 原因：" + why + "\n\n"
                : "> **This bulletin was withdrawn on " + day + ".** Reason: " + why + "\n\n";
    }

    private Publication kept(long id) {
        return publications
                .find(id)
                .orElseThrow(() ->
                        new Problem.Exception(Type.UNKNOWN_PUBLICATION, "no publication " + id + " is kept", Map.of()));
    }
}
