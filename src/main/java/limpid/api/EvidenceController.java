package limpid.api;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Map;
import limpid.api.Problem.Type;
import limpid.rule.Rules;
import limpid.store.ReadingHistory;
import limpid.store.Results;
import limpid.store.Stations;

/** On what published figures rest. */
@Controller("/api/v1/results")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "evidence")
public class EvidenceController {
    private final AirEvidence air;

    EvidenceController(Results results, ReadingHistory readings, Stations stations, Rules rules) {
        this.air = new AirEvidence(results, readings, stations, new AirChoices(rules, stations));
    }

    /**
     * Inputs, exclusions, arithmetic, rounding steps and earlier revisions of a published hour or day of air, by the
     * edition in force on it.
     *
     * @param id name of the result, as in the {@code evidence} address of an answer: air-day.station.A-1.2026-03-01,
     *           air-hour.city.北京.2026-03-01T24
     */
    @Get("/{id}/evidence")
    public HttpResponse<AirEvidenceView> evidence(HttpRequest<?> request, String id) {
        return air.of(id)
                .map(view -> Answers.tagged(request, view))
                .orElseThrow(() -> new Problem.Exception(
                        Type.UNKNOWN_RESULT,
                        "no result '" + id + "'; names are like air-day.station.A-1.2026-03-01 and "
                                + "air-hour.city.北京.2026-03-01T24",
                        Map.of()));
    }
}
