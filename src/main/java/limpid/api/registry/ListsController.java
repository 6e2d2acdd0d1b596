package limpid.api.registry;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import limpid.air.Reason;
import limpid.api.http.Answers;
import limpid.api.http.Arguments;
import limpid.api.http.Page;
import limpid.api.http.Page.Lines;
import limpid.api.http.Version;
import limpid.measure.Flag;
import limpid.measure.Flags;
import limpid.measure.Medium;
import limpid.measure.Parameter;
import limpid.measure.Parameters;
import limpid.measure.Word;
import limpid.standard.Edition;
import limpid.standard.StandardBook;
import org.jspecify.annotations.Nullable;

/** The published lists that ship with the program. */
@Controller("/api/v1")
@Secured(SecurityRule.IS_ANONYMOUS)
@Tag(name = "lists")
public class ListsController {
    private final BaseMap map;

    ListsController(BaseMap map) {
        this.map = map;
    }

    /** The map under the stations 底图 as GeoJSON: what {@code LIMPID_MAP} names, otherwise without features. */
    @Get("/map")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(type = "object")))
    public String map() {
        return map.json();
    }

    /** All flags 数据标识 and what they do to a mean. */
    @Get(uris = {"/flags", "/flags.csv"})
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_CSV})
    public HttpResponse<Page<FlagView>> flags(HttpRequest<?> request) {
        return Answers.list(request, Page.whole(flagViews(), FlagView.csv()));
    }

    /** All parameters 监测因子, with unit, digits and the ranges a value is checked against. */
    @Get(uris = {"/parameters", "/parameters.csv"})
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_CSV})
    public HttpResponse<Page<ParameterView>> parameters(HttpRequest<?> request) {
        return Answers.list(request, Page.whole(parameterViews(), ParameterView.csv()));
    }

    /** All editions of the standards 标准版本 and the local days on which they are in force. */
    @Get(uris = {"/editions", "/editions.csv"})
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_CSV})
    public HttpResponse<Page<EditionView>> editions(HttpRequest<?> request) {
        return Answers.list(
                request,
                Page.whole(
                        StandardBook.standard().editions().stream()
                                .map(EditionView::of)
                                .toList(),
                        EditionView.csv()));
    }

    /** What verdicts of checks and reasons for a missing figure are called 用语. */
    @Get(uris = {"/words", "/words.csv"})
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_CSV})
    public HttpResponse<Page<WordView>> words(HttpRequest<?> request) {
        return Answers.list(request, Page.whole(wordViews(), WordView.csv()));
    }

    /** All flags. */
    public static List<FlagView> flagViews() {
        return Flags.standard().all().stream().map(FlagView::of).toList();
    }

    /** All parameters. */
    public static List<ParameterView> parameterViews() {
        return Parameters.standard().all().stream().map(ParameterView::of).toList();
    }

    /** What verdicts and reasons are called. */
    public static List<WordView> wordViews() {
        return Stream.concat(
                        Word.all().stream().map(WordView::of),
                        Stream.of(Reason.values()).map(WordView::of))
                .toList();
    }

    /** Which version of Limpid answers. */
    @Get("/version")
    public VersionView version() {
        return new VersionView("limpid", Version.current());
    }

    /** Name and version of this program. */
    @Schema(name = "Version")
    public record VersionView(String name, String version) {}

    /** What a code of answers is called. */
    @Schema(name = "Word")
    public record WordView(String code, String zh, String en) {
        private static Lines<WordView> csv() {
            return Lines.of(WordView.class, "code zh en");
        }

        private static WordView of(Word word) {
            return new WordView(word.code(), word.zh(), word.en());
        }

        private static WordView of(Reason reason) {
            return new WordView(reason.code(), reason.textZh(), reason.textEn());
        }
    }

    /**
     * A flag.
     *
     * @param entersMean  yes, no, or review: not before a reviewer has approved the value
     * @param raisesAlert whether the duty officer is told
     * @param setBy       station, limpid or reviewer
     */
    @Schema(name = "Flag")
    public record FlagView(
            String code, String nameZh, String nameEn, String entersMean, boolean raisesAlert, String setBy) {
        private static Lines<FlagView> csv() {
            return Lines.of(FlagView.class, "code nameZh nameEn entersMean raisesAlert setBy");
        }

        private static FlagView of(Flag flag) {
            return new FlagView(
                    flag.code(),
                    flag.nameZh(),
                    flag.nameEn(),
                    Arguments.word(flag.entersMean()),
                    flag.raisesAlert(),
                    Arguments.word(flag.setBy()));
        }
    }

    /**
     * A parameter.
     *
     * @param medium    air, water, noise, or met: meteorology, which any station may send
     * @param unit      the only unit accepted
     * @param digits    decimals of published station values
     * @param possible  outside it a value is refused
     * @param plausible outside it a value is flagged and enters no mean
     * @param hj212     factor code of HJ 212-2017, null where there is none
     */
    @Schema(name = "Parameter")
    public record ParameterView(
            String code,
            String nameZh,
            String nameEn,
            String medium,
            String unit,
            int digits,
            BoundsView possible,
            BoundsView plausible,
            @Nullable String hj212) {
        private static Lines<ParameterView> csv() {
            return Lines.of(
                    ParameterView.class,
                    "code nameZh nameEn medium unit digits possibleMin possibleMax plausibleMin "
                            + "plausibleMax hj212",
                    Map.of(
                            "possibleMin",
                            view -> view.possible.min,
                            "possibleMax",
                            view -> view.possible.max,
                            "plausibleMin",
                            view -> view.plausible.min,
                            "plausibleMax",
                            view -> view.plausible.max));
        }

        private static ParameterView of(Parameter parameter) {
            return new ParameterView(
                    parameter.code(),
                    parameter.nameZh(),
                    parameter.nameEn(),
                    parameter.medium().map(Medium::code).orElse("met"),
                    parameter.unit(),
                    parameter.digits(),
                    BoundsView.of(parameter.possible()),
                    BoundsView.of(parameter.plausible()),
                    parameter.hj212());
        }
    }

    /** Both ends belong to the range; null is open. */
    @Schema(name = "Bounds")
    public record BoundsView(
            @Nullable BigDecimal min, @Nullable BigDecimal max) {
        private static BoundsView of(Parameter.Bounds bounds) {
            return new BoundsView(bounds.min(), bounds.max());
        }
    }

    /**
     * An edition of a standard.
     *
     * @param subject                what it rules, for example air-index
     * @param phase                  transition or final where limits come in steps, otherwise empty
     * @param label                  as results carry it
     * @param effectiveFromInclusive first local date
     * @param effectiveToExclusive   the date after the last one; null while no successor is known
     */
    @Schema(name = "Edition")
    public record EditionView(
            String code,
            String subject,
            String titleZh,
            String phase,
            String label,
            LocalDate effectiveFromInclusive,
            @Nullable LocalDate effectiveToExclusive) {
        private static Lines<EditionView> csv() {
            return Lines.of(
                    EditionView.class, "code subject titleZh phase label effectiveFromInclusive effectiveToExclusive");
        }

        private static EditionView of(Edition edition) {
            return new EditionView(
                    edition.code(),
                    edition.subject(),
                    edition.titleZh(),
                    edition.phase(),
                    edition.label(),
                    edition.effectiveFromInclusive(),
                    edition.effectiveToExclusive());
        }
    }
}
