package limpid.water;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import limpid.measure.Rounding;
import limpid.standard.ClassLimits;
import limpid.standard.ClassLimits.AtLeast;
import limpid.standard.ClassLimits.Limit;
import limpid.station.Station.WaterBodyType;
import limpid.water.ClassShares.Total;
import limpid.water.SectionClass.ItemClass;
import limpid.water.TargetVerdict.Judged;
import org.junit.jupiter.api.Test;

/** What holds for all values; random cases from a fixed seed, so that a failure comes back. */
class WaterPropertiesTest {
    private static final long SEED = 20260301;
    private static final int CASES = 2_000;
    private static final ItemSet ITEMS = ItemSet.assessment();
    private static final String EDITION = ClassLimits.GB_3838_2002;
    private static final WaterSettings SETTINGS = WaterSettings.defaults();

    private final Random random = new Random(SEED);

    @Test
    void orderOfValuesNeverMattersToAMean() {
        for (int i = 0; i < CASES; i++) {
            String code = random.nextBoolean() ? "PH" : "NH3N";
            List<BigDecimal> values = new ArrayList<>();
            for (int n = 1 + random.nextInt(12); n > 0; n--) {
                values.add(decimal(14, 3));
            }
            BigDecimal mean = Mean.of(code, values, SETTINGS.averaging());
            Collections.shuffle(values, random);
            assertEquals(mean, Mean.of(code, values, SETTINGS.averaging()));
        }
    }

    @Test
    void aMeanLiesBetweenItsValues() {
        for (int i = 0; i < CASES; i++) {
            String code = random.nextBoolean() ? "PH" : "TP";
            List<BigDecimal> values = List.of(decimal(14, 2), decimal(14, 2), decimal(14, 2));
            BigDecimal mean = Mean.of(code, values, SETTINGS.averaging());
            assertTrue(mean.compareTo(Collections.min(values)) >= 0, values + " " + mean);
            assertTrue(mean.compareTo(Collections.max(values)) <= 0, values + " " + mean);
        }
    }

    @Test
    void aSectionIsAsBadAsItsWorstItem() {
        for (int i = 0; i < CASES; i++) {
            WaterBodyType type = type();
            Map<String, BigDecimal> values = sample();
            SectionClass all = SectionClass.of(values, type, ITEMS, EDITION);
            int worst = 0;
            for (Map.Entry<String, BigDecimal> value : values.entrySet()) {
                SectionClass one = SectionClass.of(Map.of(value.getKey(), value.getValue()), type, ITEMS, EDITION);
                worst = Math.max(worst, Objects.requireNonNull(one.waterClass()));
            }
            assertEquals(worst, all.waterClass());
            assertEquals(values.size(), all.itemsAssessed());
            assertEquals(
                    ITEMS.codes().size(), all.itemsAssessed() + all.leftOut().size());
            assertTrue(all.deciding().stream().map(ItemClass::waterClass).allMatch(Integer.valueOf(worst)::equals));
        }
    }

    @Test
    void lessPollutionNeverMakesAWorseClass() {
        for (int i = 0; i < CASES; i++) {
            WaterBodyType type = type();
            Map<String, BigDecimal> values = sample();
            Map<String, BigDecimal> cleaner = new HashMap<>(values);
            cleaner.replaceAll((code, value) -> switch (code) {
                case "PH" -> value;
                case "DO" -> value.add(decimal(3, 2));
                default -> value.multiply(decimal(1, 3));
            });
            assertTrue(
                    Objects.requireNonNull(SectionClass.of(cleaner, type, ITEMS, EDITION)
                                    .waterClass())
                            <= Objects.requireNonNull(SectionClass.of(values, type, ITEMS, EDITION)
                                    .waterClass()),
                    values + " " + cleaner);
        }
    }

    @Test
    void aMultipleExistsExactlyOverClassThreeAndNeverForOxygenOrAcidity() {
        for (int i = 0; i < CASES; i++) {
            for (ItemClass item :
                    SectionClass.of(sample(), type(), ITEMS, EDITION).items()) {
                boolean computed = !item.code().equals("DO") && !item.code().equals("PH");
                assertEquals(computed && item.waterClass() > 3, item.exceedance() != null, item.toString());
                assertTrue(item.exceedance() == null || item.exceedance().signum() > 0);
            }
        }
    }

    @Test
    void targetIsMetExactlyWhenTheClassIsNotWorse() {
        for (int i = 0; i < CASES; i++) {
            SectionClass sectionClass = SectionClass.of(sample(), type(), ITEMS, EDITION);
            int target = 1 + random.nextInt(5);
            Judged judged = (Judged) TargetVerdict.of(
                    new SectionResult("S", "S", Map.of(), sectionClass),
                    SectionTarget.ofClass("S", target),
                    LocalDate.EPOCH);
            assertEquals(sectionClass.meets(target), Optional.of(judged.meets()));
        }
    }

    @Test
    void belowDetectionIsNeverBetterThanAnyValueItMayStandFor() {
        ClassLimits limits = ClassLimits.rivers(EDITION);
        for (int i = 0; i < CASES; i++) {
            String code = ITEMS.codes().get(random.nextInt(ITEMS.codes().size()));
            Limit limit = limits.item(code).orElseThrow().limit();
            BigDecimal detection = decimal(3, 4).add(new BigDecimal("0.0001"));
            SectionClass below = SectionClass.ofMeasured(
                    Map.of(code, Measured.below(detection)), WaterBodyType.RIVER, ITEMS, EDITION);
            if (below.waterClass() != null && !(limit instanceof AtLeast)) {
                BigDecimal possible = detection.multiply(decimal(1, 4));
                assertTrue(
                        limit.classOf(possible).orElseThrow() <= Objects.requireNonNull(below.waterClass()),
                        code + " " + detection);
            }
        }
    }

    @Test
    void countsArePooledWhateverTheGrouping() {
        for (int i = 0; i < CASES; i++) {
            List<Integer> classes = new ArrayList<>();
            for (int n = 1 + random.nextInt(40); n > 0; n--) {
                classes.add(1 + random.nextInt(6));
            }
            int cut = random.nextInt(classes.size() + 1);
            ClassShares whole = ClassShares.of(classes);
            assertEquals(
                    whole,
                    ClassShares.of(classes.subList(0, cut)).plus(ClassShares.of(classes.subList(cut, classes.size()))));
            assertEquals(classes.size(), whole.assessed());
            BigDecimal total = ClassShares.printed(whole.counts(), 1, Total.FORCED_TO_100).stream()
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            assertEquals(new BigDecimal("100.0"), total);
        }
    }

    @Test
    void forcedSharesStayWithinOneStepOfTheExactOnes() {
        BigDecimal step = new BigDecimal("0.1");
        for (int i = 0; i < CASES; i++) {
            List<Integer> counts =
                    List.of(random.nextInt(50), random.nextInt(50), random.nextInt(50), 1 + random.nextInt(50));
            int whole = counts.stream().mapToInt(Integer::intValue).sum();
            List<BigDecimal> printed = ClassShares.printed(counts, 1, Total.FORCED_TO_100);
            for (int k = 0; k < counts.size(); k++) {
                BigDecimal exact = ClassShares.percent(counts.get(k), whole).orElseThrow();
                assertTrue(printed.get(k).subtract(exact).abs().compareTo(step) < 0);
            }
        }
    }

    @Test
    void roundingTwiceIsRoundingOnce() {
        for (int i = 0; i < CASES; i++) {
            String code = ITEMS.codes().get(random.nextInt(ITEMS.codes().size()));
            BigDecimal value = decimal(12, 6);
            BigDecimal once = Decimals.round(code, value, Decimals.Stage.ASSESSMENT);
            assertEquals(once, Decimals.round(code, once, Decimals.Stage.ASSESSMENT));
            assertEquals(value.signum(), once.signum(), "a value that is not zero never becomes zero");
        }
    }

    private WaterBodyType type() {
        return random.nextBoolean() ? WaterBodyType.RIVER : WaterBodyType.LAKE;
    }

    /** A few items around their limits, so that all classes occur. */
    private Map<String, BigDecimal> sample() {
        ClassLimits limits = ClassLimits.rivers(EDITION);
        Map<String, BigDecimal> values = new HashMap<>();
        for (int n = 1 + random.nextInt(8); n > 0; n--) {
            String code = ITEMS.codes().get(random.nextInt(ITEMS.codes().size()));
            values.put(
                    code,
                    limits.item(code)
                            .orElseThrow()
                            .limit()
                            .upper(1 + random.nextInt(5))
                            .map(limit -> limit.multiply(decimal(2, 3)))
                            .orElseGet(() -> decimal(12, 2)));
        }
        return values;
    }

    private BigDecimal decimal(int below, int decimals) {
        return Rounding.halfEven(BigDecimal.valueOf(random.nextDouble() * below), decimals);
    }
}
