package limpid.water;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import limpid.standard.ClassLimits;
import limpid.standard.ClassLimits.AtLeast;
import limpid.standard.ClassLimits.Item;
import limpid.standard.ClassLimits.Part;
import limpid.standard.ClassLimits.Within;
import limpid.station.Station.WaterBodyType;
import limpid.water.SectionClass.LeftOut;
import limpid.water.SectionClass.Why;
import limpid.water.SourceVerdict.Judged;
import limpid.water.SourceVerdict.Kind;
import limpid.water.SourceVerdict.NotMonitored;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SourceComplianceTest {
    private static final ItemSet YEARLY = ItemSet.named("source-yearly");
    private static final WaterSettings.Sources DEFAULTS = WaterSettings.Sources.defaults();

    @Test
    void listsHaveTheirPublishedLengths() {
        assertEquals(109, YEARLY.monitored());
        assertEquals(61, ItemSet.named("source-monthly").monitored());
        assertEquals(62, ItemSet.named("source-monthly-cod").monitored());
        assertEquals(21, ItemSet.assessment().codes().size());
        assertEquals(24, ItemSet.assessment().monitored());
    }

    @Test
    void everyItemOnItsLimitComplies() {
        Judged source = judged(atLimits());
        assertTrue(source.complies());
        assertEquals(106, source.itemsAssessed(), "109 without temperature, nitrogen and coliforms");
        assertEquals(List.of(), source.leftOut());
    }

    /** One failing item of any table fails the source: taken through every item there is. */
    @Test
    void oneItemOverItsLimitFailsTheSource() {
        Map<String, Measured> limits = atLimits();
        for (Item item : ClassLimits.lakes(ClassLimits.GB_3838_2002).items()) {
            if (YEARLY.assesses(item.code())) {
                Map<String, Measured> values = new HashMap<>(limits);
                BigDecimal limit =
                        Objects.requireNonNull(limits.get(item.code())).value();
                boolean lower = item.limit() instanceof AtLeast;
                values.put(item.code(), Measured.of(limit.multiply(new BigDecimal(lower ? "0.999" : "1.001"))));
                Judged source = judged(values);
                assertFalse(source.complies(), item.code());
                assertEquals(
                        List.of(item.code()),
                        source.failing().stream()
                                .map(TargetVerdict.Failing::code)
                                .toList());
            }
        }
    }

    @Test
    void multiplesCountFromClassThreeOrTheSingleLimit() {
        Judged source = judged(Map.of(
                "MN", Measured.of(new BigDecimal("0.15")),
                "TP", Measured.of(new BigDecimal("0.1"))));
        assertEquals(BigDecimal.ONE, source.failing().get(0).exceedance(), "lake phosphorus, 0.05");
        assertEquals(new BigDecimal("0.5"), source.failing().get(1).exceedance());
        assertEquals(104, source.leftOut().size());
    }

    @Test
    void belowDetectionOverTheLimitCannotBeJudged() {
        Judged source = judged(Map.of(
                "BAPW", Measured.below(new BigDecimal("0.00001")),
                "HG", Measured.below(new BigDecimal("0.00004")),
                "DO", Measured.below(new BigDecimal("0.5"))));
        assertTrue(source.leftOut().contains(new LeftOut("BAPW", Why.DETECTION_LIMIT)));
        assertEquals(2, source.itemsAssessed());
        assertEquals("DO", source.failing().getFirst().code());
    }

    @Test
    void aSourceWithoutValuesIsNotMonitored() {
        SourceVerdict verdict =
                SourceVerdict.of("A", WaterBodyType.RIVER, BigDecimal.TEN, Map.of(), YEARLY, ClassLimits.GB_3838_2002);
        SourceCompliance compliance = SourceCompliance.of(List.of(verdict), DEFAULTS);
        assertTrue(verdict instanceof NotMonitored);
        assertEquals(1, compliance.notMonitored().size());
        assertEquals(Optional.empty(), compliance.byCount());
        assertEquals(Optional.empty(), compliance.byVolume());
    }

    @Test
    void ratesPoolCountsAndVolumes() {
        List<Judged> sources = List.of(
                source("A", new BigDecimal("300"), true, false),
                source("B", new BigDecimal("100"), false, true),
                source("C", null, true, false));
        SourceCompliance strict = SourceCompliance.of(sources, DEFAULTS);
        assertEquals(2, strict.compliant());
        assertEquals(3, strict.judged().size());
        assertEquals(0, new BigDecimal("75").compareTo(strict.byVolume().orElseThrow()));
        assertEquals(
                List.of("C"), strict.withoutVolume().stream().map(Judged::name).toList());
        SourceCompliance excused = SourceCompliance.of(sources, new WaterSettings.Sources(true));
        assertEquals(List.of("B"), excused.excused().stream().map(Judged::name).toList());
        assertEquals(0, new BigDecimal("100").compareTo(excused.byCount().orElseThrow()));
    }

    private static Judged source(String name, @Nullable BigDecimal volume, boolean complies, boolean geological) {
        List<TargetVerdict.Failing> failing = complies
                ? List.of()
                : List.of(new TargetVerdict.Failing("F", "氟化物", BigDecimal.TWO, BigDecimal.ONE, BigDecimal.ONE));
        return new Judged(name, Kind.GROUNDWATER, volume, failing, 39, List.of(), geological);
    }

    private static Judged judged(Map<String, Measured> values) {
        return (Judged)
                SourceVerdict.of("A", WaterBodyType.LAKE, BigDecimal.TEN, values, YEARLY, ClassLimits.GB_3838_2002);
    }

    private static Map<String, Measured> atLimits() {
        Map<String, Measured> values = new HashMap<>();
        for (Item item : ClassLimits.lakes(ClassLimits.GB_3838_2002).items()) {
            if (item.limit() instanceof AtLeast least) {
                values.put(item.code(), Measured.of(least.limits().get(2)));
            } else if (item.limit() instanceof Within within) {
                values.put(item.code(), Measured.of(within.ranges().get(2).high()));
            } else if (item.part() != Part.BASIC || YEARLY.assesses(item.code())) {
                values.put(item.code(), Measured.of(item.limit().upper(3).orElseThrow()));
            }
        }
        return values;
    }
}
