package limpid.water;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import limpid.measure.Rounding;
import limpid.measure.Table;
import limpid.measure.Table.Row;
import limpid.standard.ClassLimits;
import limpid.standard.ClassLimits.Part;
import limpid.station.Station.WaterBodyType;
import limpid.water.ClassShares.Total;
import limpid.water.ComplianceRate.Basis;
import limpid.water.SectionTarget.OwnLimit;
import limpid.water.SourceVerdict.Kind;
import limpid.water.TargetVerdict.Failing;
import limpid.water.TargetVerdict.Judged;
import limpid.water.TargetVerdict.NotJudged;
import limpid.water.TrophicIndex.Trophic;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every row of published shares, rates and indices; figures asserted are read from the row, not repeated here. */
class AggregateExamplesTest {
    private static final Pattern NUMBER = Pattern.compile("\\d+(?:\\.\\d+)?");
    private static final LocalDate DAY = LocalDate.of(2016, 6, 30);

    @TestFactory
    Stream<DynamicTest> publishedFigures() {
        List<Row> rows = Table.resource("/golden/water/aggregate-examples.csv").rows();
        assertEquals(24, rows.size());
        return rows.stream()
                .map(row -> DynamicTest.dynamicTest(row.text("no") + " " + row.text("what"), () -> check(row)));
    }

    private static void check(Row row) {
        switch (row.integer("no")) {
            case 1 -> {
                sharesForcedTo100(row, List.of(49, 9, 6, 19), 1);
                assertNotEquals(numbers(row), ClassShares.printed(List.of(49, 9, 6, 19), 1, Total.PLAIN));
                assertEquals(84 - 1, 49 + 9 + 6 + 19, "the dry station is not in the base");
            }
            case 2 -> {
                sharesForcedTo100(row, List.of(100, 14, 7, 6), 1);
                assertNotEquals(numbers(row), ClassShares.printed(List.of(100, 14, 7, 6), 1, Total.PLAIN));
            }
            case 3 -> sharesForcedTo100(row, List.of(95, 21, 10, 4), 0);
            case 4 -> {
                ClassShares shares = new ClassShares(List.of(0, 16, 12, 6, 0, 8));
                List<BigDecimal> published = numbers(row);
                assertEquals(published.subList(0, 4), ClassShares.printed(List.of(16, 12, 6, 8), 1, Total.PLAIN));
                assertEquals(
                        published.getLast(), printed(shares.shareClass1To3().orElseThrow()));
            }
            case 5 -> {
                ClassShares shares = new ClassShares(List.of(0, 0, 132, 13, 0, 1));
                assertEquals(
                        numbers(row),
                        List.of(
                                printed(shares.shareClass1To3().orElseThrow()),
                                printed(shares.shareWorseThan5().orElseThrow())));
            }
            case 6 -> sectionMonths(row);
            case 7 -> {
                assertEquals(numbers(row).getFirst(), whole(rate(Basis.SECTIONS, 9, 12)));
                ClassShares shares = new ClassShares(List.of(0, 4, 8, 0, 0, 0));
                assertEquals(
                        0,
                        new BigDecimal("100").compareTo(shares.shareClass1To3().orElseThrow()));
            }
            case 8 ->
                assertEquals(
                        numbers(row),
                        List.of(
                                printed(rate(Basis.SECTIONS, 36, 39).share().orElseThrow()),
                                printed(rate(Basis.SECTIONS, 13, 15).share().orElseThrow())));
            case 9 -> assertEquals(numbers(row), ClassShares.printed(List.of(1, 4, 7, 1), 1, Total.PLAIN));
            case 10 -> {
                SourceVerdict ground = source("well", Kind.GROUNDWATER, "93.72", false);
                SourceVerdict reservoir = source("reservoir", Kind.LAKE, "451.05", true);
                assertEquals(
                        numbers(row).getFirst(), byVolume(List.of(reservoir)).setScale(0));
                assertEquals(new BigDecimal("82.8"), printed(byVolume(List.of(ground, reservoir))), row.text("check"));
            }
            case 11 -> {
                List<SourceVerdict> sources = new ArrayList<>();
                IntStream.rangeClosed(1, 6).forEach(i -> sources.add(source("s" + i, Kind.LAKE, "150", true)));
                sources.add(source("s7", Kind.RIVER, "157.3", true));
                SourceCompliance compliance = SourceCompliance.of(sources, WaterSettings.Sources.defaults());
                assertEquals(7, compliance.compliant());
                assertEquals(
                        numbers(row).getFirst(),
                        compliance.byCount().orElseThrow().setScale(0));
                assertEquals(
                        numbers(row).getLast(),
                        compliance.byVolume().orElseThrow().setScale(0));
                assertEquals(62, ItemSet.named("source-monthly-cod").monitored());
            }
            case 12 -> {
                ItemSet items = ItemSet.named("source-monthly");
                List<String> basic = ClassLimits.lakes(ClassLimits.GB_3838_2002).items(Part.BASIC).stream()
                        .map(ClassLimits.Item::code)
                        .toList();
                assertEquals(61, items.monitored());
                assertEquals(20, items.codes().stream().filter(basic::contains).count());
            }
            case 13 ->
                assertEquals(
                        numbers(row).getFirst(),
                        printed(ClassShares.percent(115, 118).orElseThrow()));
            case 14 -> assertEquals(false, single("COD", "21").meets(3).orElseThrow(), row.text("published_result"));
            case 15 -> assertEquals(6, single("TP", "0.533").waterClass(), row.text("published_result"));
            case 16 -> trophicGrades(row, "轻度富营养");
            case 17 -> trophicGrades(row, "中度富营养", "重度富营养", "中度富营养");
            case 18 -> {
                SectionTarget target = new SectionTarget("s", 4, List.of(own("NH3N", "3"), own("TP", "0.35")));
                assertEquals(
                        List.of("COD 0.2", "NH3N 1.3", "TP 0.6"),
                        multiples(target, Map.of("NH3N", "6.9", "TP", "0.56", "COD", "36")));
            }
            case 19 -> {
                SectionTarget target = new SectionTarget("s", 4, List.of(own("NH3N", "2.5")));
                assertEquals(List.of("NH3N 0.3", "TP 0.6"), multiples(target, Map.of("NH3N", "3.25", "TP", "0.48")));
                assertEquals(
                        5,
                        classOf(Map.of("NH3N", "1.3", "TP", "0.32")).waterClass(),
                        "counted from III the multiples would not be worse than V, as published");
            }
            case 20 ->
                assertEquals(
                        new BigDecimal("50.1"),
                        printed(rate(Basis.FUNCTION_ZONES, 316, 631).share().orElseThrow()));
            case 21 ->
                assertEquals(
                        new BigDecimal("92.7"),
                        printed(rate(Basis.FUNCTION_ZONES, 585, 631).share().orElseThrow()));
            case 22 -> trophicVector(row, "20", "0.08", "1.5", "0.5", "5");
            case 23 -> trophicVector(row, "2", "0.01", "0.3", "3", "2");
            case 24 -> {
                List<BigDecimal> values = numbers(row.text("inputs"));
                BigDecimal mean = Mean.of("PH", values, WaterSettings.Averaging.defaults());
                assertEquals(numbers(row).getFirst(), Rounding.halfEven(mean, 2));
            }
            default -> throw new AssertionError("row without a case: " + row.text("what"));
        }
    }

    private static void sharesForcedTo100(Row row, List<Integer> counts, int decimals) {
        List<BigDecimal> shares = ClassShares.printed(counts, decimals, Total.FORCED_TO_100);
        assertEquals(numbers(row), shares);
        assertEquals(0, new BigDecimal("100").compareTo(shares.stream().reduce(BigDecimal.ZERO, BigDecimal::add)));
    }

    private static void sectionMonths(Row row) {
        List<TargetVerdict> verdicts = new ArrayList<>();
        List<BigDecimal> months = new ArrayList<>();
        for (int met : List.of(47, 48, 45)) {
            List<TargetVerdict> month = verdicts(met, 60);
            months.add(printed(ComplianceRate.of(Basis.SECTIONS, month).share().orElseThrow()));
            verdicts.addAll(month);
        }
        assertEquals(numbers(row.text("inputs")).subList(1, 4), months);
        ComplianceRate quarter = ComplianceRate.of(Basis.SECTION_MONTHS, verdicts);
        assertEquals(180, quarter.checks());
        assertEquals(numbers(row).getFirst(), printed(quarter.share().orElseThrow()));
    }

    private static void trophicGrades(Row row, String... grades) {
        List<BigDecimal> indices = numbers(row.text("inputs")).stream()
                .filter(number -> number.scale() > 0)
                .toList();
        assertEquals(
                List.of(grades),
                indices.stream()
                        .map(index -> Grade.ofTrophicIndex(index).nameZh())
                        .toList());
    }

    private static void trophicVector(
            Row row, String chlorophyll, String phosphorus, String nitrogen, String transparency, String permanganate) {
        Trophic result = (Trophic) TrophicIndex.of(Map.of(
                TrophicIndex.Part.CHLOROPHYLL, new BigDecimal(chlorophyll),
                TrophicIndex.Part.PHOSPHORUS, new BigDecimal(phosphorus),
                TrophicIndex.Part.NITROGEN, new BigDecimal(nitrogen),
                TrophicIndex.Part.TRANSPARENCY, new BigDecimal(transparency),
                TrophicIndex.Part.PERMANGANATE, new BigDecimal(permanganate)));
        assertEquals(numbers(row).getFirst(), Rounding.halfEven(result.index(), 3));
        assertTrue(row.text("published_result").endsWith(result.grade().nameEn()));
        assertEquals(
                numbers(row.text("check")),
                result.parts().values().stream()
                        .map(part -> Rounding.halfEven(part, 3))
                        .toList());
    }

    private static List<String> multiples(SectionTarget target, Map<String, String> values) {
        SectionResult section = section(values);
        assertEquals(6, section.sectionClass().waterClass());
        Judged judged = (Judged) TargetVerdict.of(section, target, DAY);
        assertFalse(judged.meets());
        return judged.failing().stream().map(AggregateExamplesTest::multiple).toList();
    }

    private static String multiple(Failing item) {
        return item.code() + " " + printed(Objects.requireNonNull(item.exceedance()));
    }

    private static SectionResult section(Map<String, String> values) {
        return SectionResult.of(
                "s",
                "s",
                Values.of(values),
                WaterBodyType.RIVER,
                ItemSet.assessment(),
                ClassLimits.GB_3838_2002,
                Decimals.Stage.UNROUNDED);
    }

    private static SectionClass classOf(Map<String, String> values) {
        return section(values).sectionClass();
    }

    private static SectionClass single(String code, String value) {
        return classOf(Map.of(code, value));
    }

    private static OwnLimit own(String code, String limit) {
        return new OwnLimit(code, new BigDecimal(limit), LocalDate.of(2016, 1, 1), null);
    }

    private static SourceVerdict source(String name, Kind kind, String volume, boolean complies) {
        List<Failing> failing = complies
                ? List.of()
                : List.of(new Failing("F", "氟化物", new BigDecimal("1.19"), BigDecimal.ONE, new BigDecimal("0.19")));
        return new SourceVerdict.Judged(name, kind, new BigDecimal(volume), failing, 61, List.of(), !complies);
    }

    private static BigDecimal byVolume(List<SourceVerdict> sources) {
        return SourceCompliance.of(sources, WaterSettings.Sources.defaults())
                .byVolume()
                .orElseThrow();
    }

    private static ComplianceRate rate(Basis basis, int met, int checks) {
        return ComplianceRate.of(basis, verdicts(met, checks));
    }

    private static List<TargetVerdict> verdicts(int met, int checks) {
        Failing failing = new Failing("COD", "化学需氧量", new BigDecimal("21"), new BigDecimal("20"), null);
        List<TargetVerdict> verdicts = new ArrayList<>();
        IntStream.range(0, checks)
                .forEach(i -> verdicts.add(new Judged("s" + i, "s" + i, i < met ? List.of() : List.of(failing), 21)));
        verdicts.add(new NotJudged("dry", "dry", "no water"));
        return verdicts;
    }

    private static BigDecimal printed(BigDecimal share) {
        return Rounding.halfEven(share, 1);
    }

    private static BigDecimal whole(ComplianceRate rate) {
        return Rounding.halfEven(rate.share().orElseThrow(), 0);
    }

    private static List<BigDecimal> numbers(Row row) {
        return numbers(row.text("published_result"));
    }

    private static List<BigDecimal> numbers(String text) {
        List<BigDecimal> numbers = new ArrayList<>();
        Matcher matcher = NUMBER.matcher(text);
        while (matcher.find()) {
            numbers.add(new BigDecimal(matcher.group()));
        }
        return numbers;
    }
}
