package limpid.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import limpid.api.http.Answers;
import limpid.api.http.Page;
import limpid.api.http.Page.Lines;
import limpid.api.water.GradeView;
import limpid.measure.LocalDay;
import limpid.standard.AirCategories;
import limpid.standard.AirCategories.Category;
import limpid.standard.Edition;
import limpid.standard.StandardBook;
import limpid.standard.ZoneLimits;
import limpid.standard.ZoneLimits.Limit;
import limpid.water.Grade;
import limpid.water.WaterClass;
import org.jspecify.annotations.Nullable;

/** Levels, classes and limits of the standards in force today, with their official colours, for charts and legends. */
@Controller("/api/v1")
@Secured(SecurityRule.IS_ANONYMOUS)
@Tag(name = "lists")
public class StandardsController {
    private final InstantSource clock;

    StandardsController(InstantSource clock) {
        this.clock = clock;
    }

    /** The six levels of the air quality index 空气质量指数级别, with their colours (HJ 633). */
    @Get(uris = {"/air/categories", "/air/categories.csv"})
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_CSV})
    public HttpResponse<Page<AirCategoryView>> categories(HttpRequest<?> request) {
        return Answers.list(request, Page.whole(categoryViews(), AirCategoryView.csv()));
    }

    /** The six levels of the air quality index. */
    public List<AirCategoryView> categoryViews() {
        Edition edition = inForce("air-index");
        return AirCategories.of(edition).all().stream()
                .map(category -> AirCategoryView.of(category, edition))
                .toList();
    }

    /** The six classes of surface water 水质类别, with the grade and colour of a section of each (环办〔2011〕22号). */
    @Get(uris = {"/water/classes", "/water/classes.csv"})
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_CSV})
    public HttpResponse<Page<WaterClassView>> classes(HttpRequest<?> request) {
        return Answers.list(request, Page.whole(classViews(), WaterClassView.csv()));
    }

    /** The six classes of surface water. */
    public static List<WaterClassView> classViews() {
        return IntStream.rangeClosed(1, WaterClass.WORSE_THAN_FIVE)
                .mapToObj(WaterClassView::of)
                .toList();
    }

    /** Limits of acoustic functional zones 声环境功能区限值 by day and night (GB 3096). */
    @Get(uris = {"/noise/limits", "/noise/limits.csv"})
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_CSV})
    public HttpResponse<Page<NoiseLimitView>> limits(HttpRequest<?> request) {
        return Answers.list(request, Page.whole(limitViews(), NoiseLimitView.csv()));
    }

    /** Limits of acoustic functional zones. */
    public List<NoiseLimitView> limitViews() {
        return ZoneLimits.of(inForce("noise-limits")).all().stream()
                .map(NoiseLimitView::of)
                .toList();
    }

    private Edition inForce(String subject) {
        LocalDate today = LocalDay.today(clock);
        return StandardBook.standard()
                .inForce(subject, today)
                .orElseThrow(() -> new IllegalStateException("no edition of " + subject + " is in force"));
    }

    /**
     * A level of the air quality index.
     *
     * @param min       least index
     * @param max       greatest index; null where it is open
     * @param colourHex RGB as printed in A.1
     */
    @Schema(name = "AirCategory")
    public record AirCategoryView(
            int level,
            String levelZh,
            int min,
            @Nullable Integer max,
            String nameZh,
            String nameEn,
            String colourZh,
            String colourEn,
            String colourHex,
            String healthEffect,
            String advice,
            String healthEffectZh,
            String adviceZh,
            String edition) {
        private static Lines<AirCategoryView> csv() {
            return Lines.of(AirCategoryView.class, "level levelZh min max nameZh nameEn colourHex edition");
        }

        private static AirCategoryView of(Category category, Edition edition) {
            return new AirCategoryView(
                    category.level(),
                    category.levelZh(),
                    category.min(),
                    category.max(),
                    category.zh(),
                    category.en(),
                    category.colourZh(),
                    category.colourEn(),
                    category.colourHex(),
                    category.healthEffect(),
                    category.advice(),
                    category.healthEffectZh(),
                    category.adviceZh(),
                    edition.label());
        }
    }

    /**
     * A class of surface water.
     *
     * @param waterClass 1 to 5 for Ⅰ to Ⅴ, 6 for worse than Ⅴ
     * @param grade      of one section of this class, with the colour it has on maps
     */
    @Schema(name = "WaterClass")
    public record WaterClassView(@JsonProperty("class") int waterClass, String className, GradeView grade) {
        private static Lines<WaterClassView> csv() {
            return Lines.of(
                    WaterClassView.class,
                    "class className gradeZh gradeEn colourEn",
                    Map.of(
                            "class",
                            view -> view.waterClass,
                            "gradeZh",
                            view -> view.grade.nameZh(),
                            "gradeEn",
                            view -> view.grade.nameEn(),
                            "colourEn",
                            view -> view.grade.colourEn()));
        }

        private static WaterClassView of(int waterClass) {
            GradeView grade = Objects.requireNonNull(GradeView.of(Grade.ofClass(waterClass)));
            return new WaterClassView(waterClass, WaterClass.name(waterClass), grade);
        }
    }

    /**
     * The limit of a zone in one part of the day.
     *
     * @param zone  0, 1, 2, 3, 4a or 4b
     * @param part  day or night
     * @param leq   dB; a level up to and including it complies
     * @param burst dB, for Lmax at night; null by day
     */
    @Schema(name = "NoiseLimit")
    public record NoiseLimitView(
            String zone,
            String part,
            BigDecimal leq,
            @Nullable BigDecimal burst,
            String edition) {
        private static Lines<NoiseLimitView> csv() {
            return Lines.of(NoiseLimitView.class, "zone part leq burst edition");
        }

        private static NoiseLimitView of(Limit limit) {
            return new NoiseLimitView(
                    limit.zone(),
                    limit.part().code(),
                    limit.leq(),
                    limit.burst().orElse(null),
                    limit.edition());
        }
    }
}
