package limpid.api;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import limpid.api.air.AirChoices;
import limpid.api.air.AirEvidence;
import limpid.api.air.AirEvidenceView;
import limpid.api.http.Addresses;
import limpid.api.http.Documents;
import limpid.api.http.Problem;
import limpid.api.http.Problem.Type;
import limpid.api.programme.CheckEvidence;
import limpid.api.programme.CheckEvidenceView;
import limpid.api.programme.CompensationEvidence;
import limpid.api.programme.CompensationEvidenceView;
import limpid.api.water.WaterEvidence;
import limpid.api.water.WaterRegionEvidenceView;
import limpid.api.water.WaterSectionEvidenceView;
import limpid.bulletin.EvidenceText;
import limpid.export.document.OfficialForm;
import limpid.export.document.PdfFile;
import limpid.figures.ProgrammeChecks;
import limpid.figures.RegionCompensation;
import limpid.measure.Language;
import limpid.rule.Rules;
import limpid.store.DustList;
import limpid.store.ReadingHistory;
import limpid.store.Results;
import limpid.store.SectionLimits;
import limpid.store.Stations;
import limpid.store.WaterMeans;
import limpid.store.WaterRevisions;
import org.jspecify.annotations.Nullable;

/** On what published figures rest. */
@Controller("/api/v1/results")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "evidence")
public class EvidenceController {
    private final AirEvidence air;
    private final WaterEvidence water;
    private final CheckEvidence checks;
    private final CompensationEvidence compensation;
    private final EvidenceText texts = new EvidenceText();
    private final Documents documents;
    private final ObjectMapper json;
    private final ObjectReader trees;

    EvidenceController(
            Results results,
            ReadingHistory readings,
            Stations stations,
            WaterMeans means,
            SectionLimits limits,
            WaterRevisions revisions,
            Rules rules,
            DustList dust,
            ProgrammeChecks checks,
            RegionCompensation compensation,
            Documents documents,
            ObjectMapper json) {
        this.air = new AirEvidence(results, readings, stations, new AirChoices(rules, stations), dust);
        this.water = new WaterEvidence(stations, means, limits, revisions, rules);
        this.checks = new CheckEvidence(checks);
        this.compensation = new CompensationEvidence(compensation);
        this.documents = documents;
        this.json = json;
        this.trees = json.readerFor(new TypeReference<Map<String, @Nullable Object>>() {})
                .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    }

    /**
     * Inputs, exclusions, arithmetic, rounding steps and earlier revisions of a published figure, by the edition in force
     * on it: hours and days of air (AirEvidence), periods of water sections (WaterSectionEvidence) and of cities and rivers
     * (WaterRegionEvidence), checks of programmes (CheckEvidence), and amounts of compensation (CompensationEvidence).
     *
     * @param id name of the result, as in the {@code evidence} address of an answer: air-day.station.A-1.2026-03-01,
     *           air-hour.city.北京.2026-03-01T24, water-section.W-1.2026-01 (also 2026-W02, 2026-Q1, 2026-H1, 2026),
     *           water-region.city.临江.2026-01, water-region.river.大江.2026-Q1, check.yangjiang.阳江市.11.1.2016-06-10, compensation.lingchuan.LCW01.2026-10
     */
    @Get("/{id}/evidence")
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            schema =
                                    @Schema(
                                            oneOf = {
                                                AirEvidenceView.class,
                                                WaterSectionEvidenceView.class,
                                                WaterRegionEvidenceView.class,
                                                CheckEvidenceView.class,
                                                CompensationEvidenceView.class
                                            })))
    public Record evidence(String id) {
        return view(id);
    }

    /**
     * The same as a document: .docx for a word processor, .pdf to print. It names the address and the digest of the JSON.
     *
     * @param id   name of the result
     * @param lang zh (usual) or en
     */
    @Get(uris = {"/{id}/evidence.docx", "/{id}/evidence.pdf"})
    @Produces({OfficialForm.TYPE, PdfFile.TYPE})
    public HttpResponse<byte[]> document(HttpRequest<?> request, String id, @Nullable @QueryValue String lang) {
        Language language = lang == null
                ? Language.ZH
                : Language.of(lang).orElseThrow(() -> Problem.badParameter("lang", lang, "zh or en"));
        return documents.answer(request, texts.markdown(language, told(view(id), id)), id);
    }

    private Map<String, @Nullable Object> told(Record view, String id) {
        try {
            byte[] answer = json.writeValueAsBytes(view);
            Map<String, @Nullable Object> told = new HashMap<>(trees.<Map<String, @Nullable Object>>readValue(answer));
            told.putIfAbsent("id", id);
            told.put("address", Addresses.evidence(id));
            told.put(
                    "digest",
                    HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(answer)));
            return told;
        } catch (IOException | NoSuchAlgorithmException e) {
            throw new IllegalStateException("evidence that cannot be written as JSON", e);
        }
    }

    private Record view(String id) {
        return air.of(id)
                .<Record>map(view -> view)
                .or(() -> water.of(id))
                .or(() -> checks.of(id))
                .or(() -> compensation.of(id))
                .orElseThrow(() -> new Problem.Exception(
                        Type.UNKNOWN_RESULT,
                        "no result '" + id + "'; names are like air-day.station.A-1.2026-03-01, "
                                + "air-hour.city.北京.2026-03-01T24, water-section.W-1.2026-01, "
                                + "water-region.city.临江.2026-01, check.yangjiang.阳江市.11.1.2016-06-10 "
                                + "and compensation.lingchuan.LCW01.2026-10",
                        Map.of()));
    }
}
