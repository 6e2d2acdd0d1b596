package limpid.api.bulletin;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.tags.Tag;
import limpid.api.http.Documents;
import limpid.api.http.Problem;
import limpid.bulletin.HtmlPage;
import limpid.export.document.OfficialForm;
import limpid.export.document.PdfFile;
import limpid.measure.AssessmentPeriod;
import limpid.measure.Language;
import org.jspecify.annotations.Nullable;

/** Periodic bulletins of a city 环境质量通报. */
@Controller("/api/v1")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "bulletins")
public class BulletinsController {
    static final String MARKDOWN = "text/markdown";

    private static final MediaType HTML_TYPE = MediaType.of("text/html;charset=UTF-8");
    private static final MediaType MARKDOWN_TYPE = MediaType.of(MARKDOWN + ";charset=UTF-8");
    private static final String ONLY_ITS_OWN_STYLE = "default-src 'none'; style-src 'unsafe-inline'";

    private final BulletinWriter writer;
    private final Documents documents;

    BulletinsController(BulletinWriter writer, Documents documents) {
        this.writer = writer;
        this.documents = documents;
    }

    /**
     * The bulletin of a month, quarter, half-year or year as a page to read or print: good days and categories with changes
     * on the year before, concentrations, composite index and rank; sections and drinking sources; noise; the indicators of
     * the city's programmes. A missing figure reads 缺 or n/a with its reason. With .md or Accept text/markdown it is
     * Markdown; with .json the figures alone, under the names templates use.
     *
     * @param city   whose bulletin
     * @param period 2016, 2016-H1, 2016-Q1 or 2016-03
     * @param lang   zh (usual) or en
     */
    @Get(uris = {"/bulletins", "/bulletins.md"})
    @Produces({MediaType.TEXT_HTML, MARKDOWN})
    public HttpResponse<String> bulletin(
            HttpRequest<?> request,
            @QueryValue String city,
            @QueryValue AssessmentPeriod period,
            @Nullable @QueryValue String lang) {
        Language language = language(lang);
        String markdown = writer.markdown(city, language, writer.json(writer.figures(city, period, null)), null);
        return page(request, markdown, language);
    }

    /**
     * The same as a document: .docx for a word processor, .pdf to print.
     *
     * @param city   whose bulletin
     * @param period 2016, 2016-H1, 2016-Q1 or 2016-03
     * @param lang   zh (usual) or en
     */
    @Get(uris = {"/bulletins.docx", "/bulletins.pdf"})
    @Produces({OfficialForm.TYPE, PdfFile.TYPE})
    public HttpResponse<byte[]> document(
            HttpRequest<?> request,
            @QueryValue String city,
            @QueryValue AssessmentPeriod period,
            @Nullable @QueryValue String lang) {
        String markdown = writer.markdown(city, language(lang), writer.json(writer.figures(city, period, null)), null);
        return documents.answer(request, markdown, city + "-" + period.name());
    }

    /**
     * The figures of a bulletin.
     *
     * @param city   whose bulletin
     * @param period 2016, 2016-H1, 2016-Q1 or 2016-03
     */
    @Get("/bulletins.json")
    public BulletinFigures figures(@QueryValue String city, @QueryValue AssessmentPeriod period) {
        return writer.figures(city, period, null);
    }

    static Language language(@Nullable String code) {
        return code == null
                ? Language.ZH
                : Language.of(code).orElseThrow(() -> Problem.badParameter("lang", code, "zh or en"));
    }

    /** Markdown as it is where it was asked for, otherwise as a page. */
    static HttpResponse<String> page(HttpRequest<?> request, String markdown, Language language) {
        boolean plain = request.getPath().endsWith(".md")
                || request.accept().stream()
                        .findFirst()
                        .filter(type -> type.getName().equals(MARKDOWN))
                        .isPresent();
        MutableHttpResponse<String> response = plain
                ? HttpResponse.ok(markdown).contentType(MARKDOWN_TYPE)
                : HttpResponse.ok(HtmlPage.of(markdown, language)).contentType(HTML_TYPE);
        return response.header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                .header("Content-Security-Policy", ONLY_ITS_OWN_STYLE);
    }
}
