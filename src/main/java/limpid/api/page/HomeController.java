package limpid.api.page;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;
import limpid.api.http.PagePolicy;
import limpid.api.http.Resources;

/** Serves the page at {@code /}. */
@Controller
@Hidden
@Secured(SecurityRule.IS_ANONYMOUS)
public class HomeController {
    /** The page. Its parts come from {@code /web}. */
    @Get("/")
    @Produces(MediaType.TEXT_HTML)
    public HttpResponse<byte[]> enter() {
        return HttpResponse.ok(Resources.bytes("/web/index.html"))
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .header("Content-Security-Policy", PagePolicy.TEXT);
    }
}
