package limpid.api;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;
import java.net.URI;

/** Where somebody arrives who knows the address only: at the list of all questions. */
@Controller
@Hidden
@Secured(SecurityRule.IS_ANONYMOUS)
public class Entrance {
    private static final URI LIST = URI.create("/swagger-ui");

    /** Leads on to the page of all questions. */
    @Get("/")
    public HttpResponse<?> enter() {
        return HttpResponse.temporaryRedirect(LIST);
    }
}
