package limpid.noise;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import limpid.noise.NoiseDay.Part;
import org.jspecify.annotations.Nullable;

/**
 * The figures of a noise point on a date, as they were made and as they are published.
 *
 * @param official whether its meaning of night is the one by which cities are assessed
 * @param ruleSet  name of the least valid shares it was made under
 * @param all      published figures of the 24 hours
 * @param daytime  published figures of day-time, Ld with them
 * @param night    published figures of the night, Ln with them
 * @param ldn      as published; null where there is none
 */
public record DayReport(
        NoiseDay day,
        boolean official,
        String ruleSet,
        Published all,
        Published daytime,
        Published night,
        @Nullable BigDecimal ldn) {
    /**
     * Published figures of a part of a day, dB.
     *
     * @param level  equivalent level; null where there is none
     * @param lmax   null where there is none
     * @param levels L5, L10, L50, L90, L95; null where there are none
     */
    public record Published(
            @Nullable BigDecimal level,
            @Nullable BigDecimal lmax,
            @Nullable List<BigDecimal> levels) {
        private static Published of(Part part, NoiseSettings settings) {
            List<NoiseLevel> statistics = part.statistics().all();
            return new Published(
                    published(part.level(), settings),
                    published(part.lmax(), settings),
                    statistics.getFirst().value().isEmpty()
                            ? null
                            : statistics.stream()
                                    .map(level -> level.published(settings))
                                    .flatMap(Optional::stream)
                                    .toList());
        }
    }

    /** A day under its settings. */
    public static DayReport of(NoiseDay day, NoiseSettings settings, boolean official) {
        return new DayReport(
                day,
                official,
                settings.minimumShares().name(),
                Published.of(day.all(), settings),
                Published.of(day.day(), settings),
                Published.of(day.night(), settings),
                published(day.ldn(), settings));
    }

    private static @Nullable BigDecimal published(NoiseLevel level, NoiseSettings settings) {
        return level.published(settings).orElse(null);
    }
}
