package limpid.api.bulletin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import limpid.api.air.AirController;
import limpid.api.bulletin.BulletinFigures.Noise;
import limpid.api.http.Problem;
import limpid.api.noise.NoiseAssessmentController;
import limpid.api.noise.NoiseAssessmentView;
import limpid.api.programme.CheckView;
import limpid.api.programme.CompensationMonthView;
import limpid.api.programme.CompensationSumView;
import limpid.api.water.RegionAssessmentView;
import limpid.api.water.SectionAssessmentView;
import limpid.api.water.WaterBodiesController;
import limpid.api.water.WaterController;
import limpid.api.water.WaterSourcesView;
import limpid.bulletin.Templates;
import limpid.compensation.CompensationRule;
import limpid.compensation.CompensationSum;
import limpid.compensation.SectionPayment;
import limpid.figures.ProgrammeChecks;
import limpid.figures.RegionCompensation;
import limpid.measure.AssessmentPeriod;
import limpid.measure.AssessmentPeriod.Kind;
import limpid.measure.Language;
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
    /** What a template sees of the publication: null of a draft, else its date {@code at}; not who published it, whom holders of keys alone see. */
    static final String PUBLICATION = "publication";

    private static final String NOT_ASSESSED = "periodNotAssessed";
    private static final int YEAR_DIGITS = 4;

    private final BulletinAir air;
    private final WaterController water;
    private final WaterBodiesController waterBodies;
    private final NoiseAssessmentController noise;
    private final ProgrammeChecks checks;
    private final RegionCompensation compensation;
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
            RegionCompensation compensation,
            Stations stations,
            Templates templates,
            ObjectMapper json,
            InstantSource clock) {
        this.air = new BulletinAir(air);
        this.water = water;
        this.waterBodies = waterBodies;
        this.noise = noise;
        this.checks = checks;
        this.compensation = compensation;
        this.stations = stations;
        this.templates = templates;
        this.json = json;
        this.trees = json.readerFor(new TypeReference<Map<String, @Nullable Object>>() {})
                .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
        this.clock = clock;
    }

    /** A part of a bulletin, or why there is none. */
    private record Part<T>(@Nullable T figures, @Nullable String reason) {
        /** No figures where no rule was in force in the period; any other problem is the reader's to see. */
        static <T> Part<T> of(Supplier<T> question) {
            try {
                return new Part<>(question.get(), null);
            } catch (Problem.NotAssessed noRule) {
                return new Part<>(null, NOT_ASSESSED);
            }
        }
    }

    /**
     * The figures of a city's bulletin.
     *
     * @param known air and noise as they were known at this instant; null for now
     */
    BulletinFigures figures(String city, AssessmentPeriod period, @Nullable Instant known) {
        requireStations(city);
        return figuresOf(city, period, known);
    }

    /** The same of a city that may have no station any more: what was published of it is compared with nothing. */
    BulletinFigures figuresOf(String city, AssessmentPeriod period, @Nullable Instant known) {
        Part<BulletinFigures.Air> ofAir = Part.of(() -> air.of(city, period, known));
        Part<RegionAssessmentView> ofWater =
                Part.of(() -> water.region(city, null, null, null, null, period, "previousYear"));
        Part<WaterSourcesView> sources = Part.of(() -> waterBodies.sources(city, period));
        Part<Noise> ofNoise = Part.of(() -> noise(city, period, known));
        return new BulletinFigures(
                city,
                period.name(),
                period.startInclusive().getYear(),
                part(period.name()),
                period.startInclusive(),
                period.lastDay(),
                LocalDay.today(clock).isAfter(period.lastDay()),
                ofAir.figures,
                ofAir.reason,
                ofWater.figures,
                ofWater.reason,
                ofWater.figures == null ? List.of() : offTarget(city, period),
                sources.figures,
                sources.reason,
                compensation(city, period),
                ofNoise.figures,
                ofNoise.reason,
                programmes(city, period.lastDay()));
    }

    /** What of a year a period is, by its name: {@code 03}, {@code Q1}, {@code H1} or {@code year}. */
    private static String part(String period) {
        return period.length() > YEAR_DIGITS ? period.substring(YEAR_DIGITS + 1) : "year";
    }

    private void requireStations(String city) {
        if (stations.list(new Filter(null, city, null, null), 1).isEmpty()) {
            throw Problem.badParameter("city", city, "a city that has a registered station");
        }
    }

    private List<SectionAssessmentView> offTarget(String city, AssessmentPeriod period) {
        return water.sections(new Region(city, null, null), period).stream()
                .filter(section -> Boolean.FALSE.equals(section.meetsTarget()))
                .toList();
    }

    private Noise noise(String city, AssessmentPeriod period, @Nullable Instant known) {
        return new Noise(
                noise.assessment(city, NoiseNetwork.REGIONAL, period, known),
                noise.assessment(city, NoiseNetwork.TRAFFIC, period, known),
                noise.assessment(city, NoiseNetwork.FUNCTIONAL, period, known));
    }

    private List<BulletinFigures.Compensation> compensation(String city, AssessmentPeriod period) {
        return compensation.rules().all().stream()
                .filter(rule -> rule.city().equals(city))
                .flatMap(rule -> compensation(rule, period).stream())
                .toList();
    }

    /** Nothing where the rule holds for no month of the period. */
    private Optional<BulletinFigures.Compensation> compensation(CompensationRule rule, AssessmentPeriod period) {
        List<SectionPayment> payments = compensation.payments(rule, period.firstMonth(), period.lastMonth());
        return payments.isEmpty()
                ? Optional.empty()
                : Optional.of(new BulletinFigures.Compensation(
                        rule.id(),
                        rule.nameZh(),
                        rule.nameEn(),
                        (int) payments.stream()
                                .filter(payment -> payment.balance() != null)
                                .count(),
                        payments.size(),
                        CompensationSum.byRegion(rule, payments).stream()
                                .map(CompensationSumView::of)
                                .toList(),
                        period.kind() == Kind.MONTH
                                ? payments.stream()
                                        .map(CompensationMonthView::of)
                                        .toList()
                                : List.of()));
    }

    private List<BulletinFigures.ProgrammeChecks> programmes(String city, LocalDate lastDay) {
        LocalDate asOf = LocalDay.today(clock).isBefore(lastDay) ? LocalDay.today(clock) : lastDay;
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

    /** The bulletin as Markdown. @param publication when it is published; null of a draft */
    String markdown(String city, Language language, String figures, @Nullable Map<String, String> publication) {
        Map<String, @Nullable Object> seen = new HashMap<>(tree(figures));
        seen.put(PUBLICATION, publication);
        return templates.markdown(city, language, seen);
    }

    /** Whether nothing of air, water or noise was measured in the period. */
    static boolean isEmpty(BulletinFigures figures) {
        BulletinFigures.Air ofAir = figures.air();
        RegionAssessmentView ofWater = figures.water();
        Noise ofNoise = figures.noise();
        boolean air = ofAir != null
                && isSome(Objects.requireNonNull(ofAir.days().get("valid")).now());
        boolean water = ofWater != null && ofWater.assessed() > 0;
        boolean noise = ofNoise != null
                && Stream.of(ofNoise.regional(), ofNoise.traffic(), ofNoise.functional())
                        .anyMatch(NoiseAssessmentView::hasFigures);
        return !air && !water && !noise;
    }

    private static boolean isSome(@Nullable BigDecimal count) {
        return count != null && count.signum() > 0;
    }
}
