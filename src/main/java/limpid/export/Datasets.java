package limpid.export;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import limpid.rule.Rules;
import limpid.store.SectionLimits;
import limpid.store.Stations;

/** Everything that can be exported. */
public final class Datasets {
    private final List<Dataset> all;

    /** With the sections of this registry, judged by these limits and rules. */
    public Datasets(Stations stations, SectionLimits limits, Rules rules) {
        all = List.of(
                Readings.DATASET,
                Air.HOURS,
                Air.DAYS,
                Air.PERIODS,
                WaterSections.dataset(stations, limits, rules.water()),
                WaterSamples.DATASET,
                WaterPeriods.DATASET,
                Noise.HOURS,
                Noise.DAYS,
                Noise.SURVEYS,
                ProgrammeChecks.DATASET);
    }

    /** In the order in which they are listed. */
    public List<Dataset> all() {
        return all;
    }

    /** The words of the filter {@code scope}, of whichever table. */
    public static List<String> scopes() {
        return Stream.of(Air.SCOPES, WaterPeriods.SCOPES)
                .flatMap(List::stream)
                .distinct()
                .toList();
    }

    /** The dataset of this name. */
    public Optional<Dataset> named(String name) {
        return all.stream().filter(dataset -> dataset.name().equals(name)).findFirst();
    }
}
