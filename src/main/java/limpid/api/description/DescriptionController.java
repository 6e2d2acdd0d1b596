package limpid.api.description;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;

/** The description of the API in the OpenAPI format. */
@Controller
@Hidden
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
public class DescriptionController {
    private final Completed description;

    DescriptionController(Completed description) {
        this.description = description;
    }

    /** The description, of this service as it is set up. */
    @Get("/openapi.yml")
    @Produces("application/yaml")
    public byte[] openApi() {
        return description.yaml();
    }
}
