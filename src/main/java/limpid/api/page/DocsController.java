package limpid.api.page;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Produces;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import limpid.api.http.PagePolicy;
import limpid.api.http.Problem;
import limpid.api.http.Problem.Type;
import limpid.api.http.Resources;
import limpid.bulletin.HtmlPage;
import limpid.measure.Language;

/** The manual, as it ships with this version: a bureau without another network reads it here. */
@Controller("/docs")
@Hidden
@Secured(SecurityRule.IS_ANONYMOUS)
public class DocsController {
    private static final Pattern PAGE = Pattern.compile("[a-z0-9-]+\\.md");
    private static final String FIRST = "/docs/index.md";

    /** Leads to the first page. */
    @Get
    public HttpResponse<?> first() {
        return HttpResponse.redirect(URI.create(FIRST));
    }

    /** The picture on the first page of the project. */
    @Get("/page.png")
    @Produces(MediaType.IMAGE_PNG)
    public HttpResponse<byte[]> picture() {
        return HttpResponse.ok(Resources.bytes("/docs/page.png"));
    }

    /**
     * A page of the manual.
     *
     * @param page for example {@code send.md}
     */
    @Get("/{page}")
    @Produces(MediaType.TEXT_HTML)
    public HttpResponse<String> page(@PathVariable String page) {
        if (!PAGE.matcher(page).matches() || DocsController.class.getResource("/docs/" + page) == null) {
            throw new Problem.Exception(Type.NOT_FOUND, "the manual has no page '" + page + "'", Map.of());
        }
        String markdown = new String(Resources.bytes("/docs/" + page), StandardCharsets.UTF_8);
        return HttpResponse.ok(HtmlPage.of(markdown, Language.EN)).header("Content-Security-Policy", PagePolicy.TEXT);
    }
}
