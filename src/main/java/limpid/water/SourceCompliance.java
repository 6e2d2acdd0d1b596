package limpid.water;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import limpid.water.SourceVerdict.Judged;
import limpid.water.SourceVerdict.NotMonitored;

/**
 * Compliance of drinking-water sources 水源达标率 by count and by intake volume. Sources that were not monitored are in no
 * denominator; those without a reported volume are not in that by volume.
 *
 * @param judged        sources in the rates
 * @param excused       sources left out because all that fails comes from geology, where the setting excuses it
 * @param notMonitored  sources left out because nothing was measured
 * @param withoutVolume sources in the count but not in the volume
 */
public record SourceCompliance(
        List<Judged> judged, List<Judged> excused, List<NotMonitored> notMonitored, List<Judged> withoutVolume) {

    /** Pools the verdicts of a period. */
    public static SourceCompliance of(Collection<? extends SourceVerdict> verdicts, WaterSettings.Sources settings) {
        List<Judged> judged = new ArrayList<>();
        List<Judged> excused = new ArrayList<>();
        List<NotMonitored> notMonitored = new ArrayList<>();
        for (SourceVerdict verdict : verdicts) {
            switch (verdict) {
                case NotMonitored missing -> notMonitored.add(missing);
                case Judged source
                when settings.excuseGeology() && source.geological() && !source.complies() -> excused.add(source);
                case Judged source -> judged.add(source);
            }
        }
        return new SourceCompliance(
                List.copyOf(judged),
                List.copyOf(excused),
                List.copyOf(notMonitored),
                judged.stream().filter(source -> source.volume() == null).toList());
    }

    /** Sources that comply. */
    public int compliant() {
        return (int) judged.stream().filter(Judged::complies).count();
    }

    /** By count, percent, unrounded; empty where no source was judged. */
    public Optional<BigDecimal> byCount() {
        return ClassShares.percent(compliant(), judged.size());
    }

    /** By volume, percent of the intake that comes from compliant sources, unrounded; empty where none is reported. */
    public Optional<BigDecimal> byVolume() {
        return volume().flatMap(whole -> ClassShares.percent(compliantVolume().orElseThrow(), whole));
    }

    /** Water taken from the sources judged, where it is reported; empty where it is for none. */
    public Optional<BigDecimal> volume() {
        return volume(judged);
    }

    /** Water taken from those of them that comply, 0 where none does; empty where it is reported for none judged. */
    public Optional<BigDecimal> compliantVolume() {
        return volume().map(
                        whole -> sum(judged.stream().filter(Judged::complies).toList()));
    }

    private static Optional<BigDecimal> volume(List<Judged> sources) {
        return sources.stream().allMatch(source -> source.volume() == null)
                ? Optional.empty()
                : Optional.of(sum(sources));
    }

    private static BigDecimal sum(List<Judged> sources) {
        return sources.stream().map(Judged::volume).filter(Objects::nonNull).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
