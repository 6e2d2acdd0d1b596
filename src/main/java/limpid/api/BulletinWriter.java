package limpid.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import limpid.air.AirPeriod;
import limpid.api.BulletinFigures.Noise;
import limpid.bulletin.Language;
import limpid.bulletin.Templates;
import limpid.flow.ProgrammeChecks;
import limpid.measure.LocalDay;
import limpid.programme.Programme;
import limpid.station.Station.NoiseNetwork;
import limpid.store.Stations;
import limpid.store.Stations.Filter;
import limpid.store.WaterMeans.Region;
import org.jspecify.annotations.Nullable;

/** Gathers the figures of bulletins from what the other questions answer, and writes them out. */
@Singleton
final class BulletinWriter {
    private static final String NOT_ASSESSED = "periodNotAssessed";
    private static final int YEAR_DIGITS = 4;

    private final BulletinAir air;
    private final WaterController water;
    private final WaterBodiesController waterBodies;
    private final NoiseAssessmentController noise;
    private final ProgrammeChecks checks;
    private final Stations stations;
    private final Templates templates;
    private final ObjectMapper json;
    private final ObjectReader trees;
    private final InstantSource clock;

    BulletinWriter(
            AirController air,
            WaterController water,
            WaterBodiesController waterBodies,
            NoiseAssessmentController noise,
            ProgrammeChecks checks,
            Stations stations,
            Templates templates,
            ObjectMapper json,
            InstantSource clock) {
        this.air = new BulletinAir(air);
        this.water = water;
        this.waterBodies = waterBodies;
        this.noise = noise;
        this.checks = checks;
        this.stations = stations;
        this.templates = templates;
        this.json = json;
        this.trees = json.readerFor(new TypeReference<Map<String, @Nullable Object>>() {})
                .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
        this.clock = clock;
    }

    /** A part of a bulletin, or why there is none. */
    private record Part<T>(@Nullable T figures, @Nullable String reason) {
        /** A question the period cannot be asked, because no rule was in force in it or there is none for its kind. */
        static <T> Part<T> of(Supplier<T> question) {
            try {
                return new Part<>(question.get(), null);
            } catch (Problem.Exception unanswerable) {
                return new Part<>(null, NOT_ASSESSED);
            }
        }
    }

    /**
     * The figures of a city's bulletin.
     *
     * @param known air and noise as they were known at this instant; null for now
     */
    BulletinFigures figures(String city, String period, @Nullable Instant known) {
        requireStations(city);
        return figuresOf(city, period, known);
    }

    /** The same of a city that may have no station any more: what was published of it is compared with nothing. */
    BulletinFigures figuresOf(String city, String period, @Nullable Instant known) {
        AirPeriod span = AirArguments.period(period, null, null);
        Part<BulletinFigures.Air> ofAir = Part.of(() -> air.of(city, span, known));
        Part<RegionAssessmentView> ofWater =
                Part.of(() -> water.region(city, null, null, null, period, "previousYear"));
        Part<WaterSourcesView> sources = Part.of(() -> waterBodies.sources(city, WaterArguments.period(period)));
        Part<Noise> ofNoise = Part.of(() -> noise(city, period, known));
        return new BulletinFigures(
                city,
                period,
                span.fromInclusive().getYear(),
                period.length() > YEAR_DIGITS ? period.substring(YEAR_DIGITS + 1) : "year",
                span.fromInclusive(),
                span.lastDay(),
                today().isAfter(span.lastDay()),
                ofAir.figures,
                ofAir.reason,
                ofWater.figures,
                ofWater.reason,
                ofWater.figures == null ? List.of() : offTarget(city, period),
                sources.figures,
                sources.reason,
                ofNoise.figures,
                ofNoise.reason,
                programmes(city, span.lastDay()));
    }

    private void requireStations(String city) {
        if (stations.list(new Filter(null, city, null, null), 1).isEmpty()) {
            throw Problem.badParameter("city", city, "a city that has a registered station");
        }
    }

    private List<SectionAssessmentView> offTarget(String city, String period) {
        return water.sections(new Region(city, null, null), WaterArguments.period(period)).stream()
                .filter(section -> Boolean.FALSE.equals(section.meetsTarget()))
                .toList();
    }

    private Noise noise(String city, String period, @Nullable Instant known) {
        return new Noise(
                noise.assessment(city, NoiseNetwork.REGIONAL, period, known),
                noise.assessment(city, NoiseNetwork.TRAFFIC, period, known),
                noise.assessment(city, NoiseNetwork.FUNCTIONAL, period, known));
    }

    private List<BulletinFigures.ProgrammeChecks> programmes(String city, LocalDate lastDay) {
        LocalDate asOf = today().isBefore(lastDay) ? today() : lastDay;
        List<BulletinFigures.ProgrammeChecks> programmes = new ArrayList<>();
        for (Programme programme : checks.programmes().all()) {
            if (programme.city().equals(city)) {
                programmes.add(new BulletinFigures.ProgrammeChecks(
                        programme.id(),
                        programme.nameZh(),
                        programme.nameEn(),
                        checks.check(programme, city, asOf).stream()
                                .map(check -> CheckView.of(city, check))
                                .toList()));
            }
        }
        return programmes;
    }

    private LocalDate today() {
        return clock.instant().atZone(LocalDay.CHINA).toLocalDate();
    }

    /** Figures as they are kept. */
    String json(BulletinFigures figures) {
        try {
            return json.writeValueAsString(figures);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("figures that cannot be written as JSON", e);
        }
    }

    /** Kept figures by name. */
    Map<String, @Nullable Object> tree(String figures) {
        try {
            return trees.readValue(figures);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("kept figures that cannot be read", e);
        }
    }

    /** The bulletin as Markdown. */
    String markdown(String city, Language language, String figures) {
        return templates.markdown(city, language, tree(figures));
    }
}
