package limpid.compensation;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import limpid.compensation.Compensation.Known;
import limpid.compensation.CompensationRule.Place;
import limpid.compensation.SectionPayment.Transfer;
import limpid.measure.Coverage;
import limpid.measure.Medium;
import limpid.measure.Table;
import limpid.measure.Word;
import limpid.programme.ProgrammeFile.Refused;
import limpid.programme.Programmes;
import limpid.station.Station;
import limpid.station.Station.Siting;
import limpid.station.Station.WaterBodyType;
import limpid.water.PeriodMean;
import limpid.water.SectionMeans.Month;
import limpid.water.SectionTarget.OwnLimit;
import limpid.water.WaterSettings;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What regions pay each other, by the standards that documents print and at each of their edges. */
class CompensationTest {
    private static final YearMonth MAY = YearMonth.of(2022, 5);

    private static final String HEAD = """
            id: town
            nameZh: 镇补偿方案
            nameEn: Town
            city: 镇市
            titleZh: 镇补偿方案
            titleEn: Town
            from: 2022-01
            to: 2022-12
            """;

    private static CompensationRule rule(String payment, String factors, String section) {
        return Compensations.read(
                "town.compensation.yml",
                HEAD + "payment: {" + payment + "}\n" + (factors.isEmpty() ? "" : "factors: [" + factors + "]\n")
                        + "sections:\n  - {section: S-1, upstream: 上县, downstream: 下县" + section + "}\n");
    }

    private static SectionPayment paid(CompensationRule rule, String... means) {
        return Compensation.of(rule, rule.sections().getFirst(), MAY, known(station(3), List.of(), means));
    }

    private static Known known(@Nullable Station station, List<OwnLimit> own, String... means) {
        return new Known(station, means.length == 0 ? null : month(means), own, WaterSettings.defaults(), true);
    }

    /** @param means such as {@code NH3N 1.4}; {@code NH3N few} for too few days */
    private static Month month(String... means) {
        SortedMap<String, PeriodMean> items = new TreeMap<>();
        for (String mean : means) {
            String[] part = mean.split(" ");
            items.put(
                    part[0],
                    part[1].equals("few")
                            ? new PeriodMean.Insufficient(new Coverage(0, 31, 1), 0)
                            : new PeriodMean.Averaged(new BigDecimal(part[1]), new Coverage(1, 31, 1), 0));
        }
        return new Month(MAY, items);
    }

    private static Station station(@Nullable Integer target) {
        return station("section", target, WaterBodyType.RIVER, null);
    }

    private static Station station(
            String kind, @Nullable Integer target, WaterBodyType type, @Nullable LocalDate inServiceFrom) {
        return new Station(
                "S-1",
                "交界断面",
                "Border",
                Medium.WATER,
                "镇市",
                "上县",
                null,
                null,
                kind,
                Duration.ZERO,
                true,
                inServiceFrom,
                null,
                new Siting("河", type, target, List.of(), null, "", null, null, null),
                List.of());
    }

    private static void assertPaid(String expected, @Nullable BigDecimal balance) {
        assertTrue(
                balance != null && new BigDecimal(expected).compareTo(balance) == 0, () -> expected + " is " + balance);
    }

    /** 镇江: (断面水质指标值-断面水质控制目标值)×月断面水量×补偿标准, 高锰酸盐指数每吨1.5万元、氨氮每吨10万元、总磷每吨10万元, all factors summed. */
    @ParameterizedTest
    @CsvSource({
        // CODMN 7.5 over 6: 1.5 mg/L x 1000 x 10^4 m3 = 15 t at 1.5
        "7.5, 0.8, 0.20, 22.5",
        // NH3N 1.42 over 1: 4.2 t at 10; CODMN on its limit
        "6.0, 1.42, 0.20, 42",
        // TP 0.25 over 0.2: 0.5 t at 10, and the others
        "7.5, 1.42, 0.25, 69.5",
        "6.0, 1.00, 0.20, 0",
        "1.0, 0.02, 0.01, 0"
    })
    void loadsArePaidForByTheTonne(String codmn, String nh3n, String tp, String amount) {
        CompensationRule rule = rule("standard: zhenjiang-taihu", "", "");
        SectionPayment payment = paid(
                rule.with(Map.of(new Place("S-1", MAY), new BigDecimal("1000"))),
                "CODMN " + codmn,
                "NH3N " + nh3n,
                "TP " + tp);
        assertPaid(amount, payment.balance());
        assertEquals(payment.balance().signum() > 0 ? "上县" : "", payment.payer());
    }

    @Test
    void aLoadNeedsItsVolume() {
        SectionPayment payment = paid(rule("standard: zhenjiang-taihu", "", ""), "CODMN 7.5", "NH3N 0.8", "TP 0.2");
        assertEquals("noVolume", payment.reason());
        assertNull(payment.balance());
        assertEquals(List.of("CODMN: noVolume", "NH3N: noVolume", "TP: noVolume"), payment.leftOut());
    }

    /**
     * 菏泽: (30-COD)×2万+(1.5-氨氮)×30万. For its example, COD 20 and NH3N 1, the report prints 45; by the formula it prints beside
     * it that is 20 + 15 = 35 to the county.
     */
    @ParameterizedTest
    @CsvSource({"20, 1.0, -35", "30, 1.50, 0", "31, 1.50, 2", "30, 1.60, 3", "40, 1.00, 5", "29, 1.55, -0.5"})
    void concentrationsAreSetAgainstEachOther(String cod, String nh3n, String balance) {
        SectionPayment payment = paid(
                rule("standard: heze-2014", "", ", limits: {COD: \"30\", NH3N: \"1.5\"}"),
                "COD " + cod,
                "NH3N " + nh3n);
        assertPaid(balance, payment.balance());
        assertEquals(
                switch (payment.balance().signum()) {
                    case 1 -> "上县";
                    case -1 -> "下县";
                    default -> "";
                },
                payment.payer());
    }

    /** 周口: 0.1<超标倍数≤0.5 10万元×(1+超标倍数), to 0.5<…≤1.0 25, …≤1.5 50, …≤2.0 100, above 200. */
    @ParameterizedTest
    @CsvSource({
        "50, 0",
        "55, 0",
        "55.5, 11.1",
        "75, 15",
        "75.5, 37.75",
        "100, 50",
        "100.5, 100.5",
        "125, 125",
        "125.5, 251",
        "150, 300",
        "150.5, 602"
    })
    void stepsGrowWithTheMultiple(String cod, String amount) {
        SectionPayment payment = paid(rule("standard: zhoukou", "COD", ", limits: {COD: \"50\"}"), "COD " + cod);
        assertPaid(amount, payment.balance());
    }

    /** 江苏: 按照超标倍数将补偿标准逐步提高至50万元、75万元、125万元; where a target is met downstream pays what the rule says. */
    @ParameterizedTest
    @CsvSource({"1.00, -20", "1.01, 50", "1.50, 50", "1.51, 75", "2.00, 75", "2.01, 125", "0.02, -20"})
    void stepsAreFixedAmountsBothWays(String nh3n, String balance) {
        SectionPayment payment = paid(
                rule("standard: jiangsu-2021, met: amount, metAmount: \"20\"", "NH3N, TP", ""),
                "NH3N " + nh3n,
                "TP 0.2");
        assertPaid(balance, payment.balance());
        assertEquals(payment.balance().signum() > 0 ? "下县" : "上县", payment.payee());
    }

    @ParameterizedTest
    @CsvSource({"sum, 175", "worst, 125"})
    void factorsAreSummedOrTheWorstIsTaken(String factors, String amount) {
        CompensationRule rule = rule("standard: jiangsu-2021, factors: " + factors, "NH3N, TP", "");
        assertPaid(amount, paid(rule, "NH3N 1.4", "TP 0.45").balance());
    }

    /** What is better than the target at the same rates, only where no factor is over. */
    @ParameterizedTest
    @CsvSource({"0.9, 5.0, -2.5", "1.1, 5.0, 1", "1.0, 6.0, 0"})
    void marginsArePaidWhereAllIsMet(String nh3n, String codmn, String balance) {
        CompensationRule rule = rule("kind: concentration, met: margin, rates: {NH3N: \"10\", CODMN: \"1.5\"}", "", "");
        assertPaid(balance, paid(rule, "NH3N " + nh3n, "CODMN " + codmn).balance());
    }

    /** Just over, on and under the limit of each class, for each factor with an upper limit. */
    @ParameterizedTest
    @CsvSource({"CODMN, 2 4 6 10 15, 0.1", "NH3N, 0.15 0.5 1 1.5 2, 0.01", "TP, 0.02 0.1 0.2 0.3 0.4, 0.001"})
    void aValueOnItsLimitIsNotOverIt(String factor, String limits, String least) {
        List<String> all = List.of(limits.split(" "));
        assertAll(IntStream.rangeClosed(1, all.size()).mapToObj(waterClass -> () -> {
            CompensationRule rule = rule("standard: jiangsu-2021", factor, ", class: " + waterClass);
            BigDecimal limit = new BigDecimal(all.get(waterClass - 1));
            BigDecimal step = new BigDecimal(least);
            assertPaid("0", paid(rule, factor + " " + limit).balance());
            assertPaid("0", paid(rule, factor + " " + limit.subtract(step)).balance());
            SectionPayment over = paid(rule, factor + " " + limit.add(step));
            assertPaid("50", over.balance());
            assertEquals(
                    List.of(true),
                    over.factors().stream().map(FactorPayment::over).toList());
        }));
    }

    /** The published mean decides: 1.004 is 1.00, 1.006 is 1.01 (总站水字〔2018〕87号). */
    @ParameterizedTest
    @CsvSource({"1.004, 0", "1.006, 50"})
    void theRoundedMeanIsJudged(String mean, String amount) {
        SectionPayment payment = paid(rule("standard: jiangsu-2021", "NH3N", ""), "NH3N " + mean);
        assertPaid(amount, payment.balance());
        assertEquals(new BigDecimal(mean), payment.factors().getFirst().unrounded());
    }

    @Test
    void targetsComeFromTheRuleThenFromTheRegistry() {
        String payment = "standard: jiangsu-2021";
        OwnLimit own = new OwnLimit("NH3N", new BigDecimal("3"), LocalDate.of(2022, 1, 1), null);
        CompensationRule plain = rule(payment, "NH3N", "");
        AssessedSection section = plain.sections().getFirst();
        assertEquals(
                "plan",
                Compensation.of(plain, section, MAY, known(station(3), List.of(own), "NH3N 2"))
                        .factors()
                        .getFirst()
                        .limitFrom());
        assertEquals("class Ⅲ", paid(plain, "NH3N 2").factors().getFirst().limitFrom());
        assertEquals(
                "class Ⅳ",
                paid(rule(payment, "NH3N", ", class: 4"), "NH3N 2")
                        .factors()
                        .getFirst()
                        .limitFrom());
        assertEquals(
                "rule",
                paid(rule(payment, "NH3N", ", class: 4, limits: {NH3N: \"0.7\"}"), "NH3N 2")
                        .factors()
                        .getFirst()
                        .limitFrom());
    }

    @Test
    void whatIsNotKnownWithholdsTheAmount() {
        CompensationRule rule = rule("standard: jiangsu-2021", "NH3N, TP", "");
        AssessedSection section = rule.sections().getFirst();
        assertAll(
                () -> assertEquals("noData", reason(rule, known(station(3), List.of()))),
                () -> assertEquals("noData", reason(rule, known(station(3), List.of(), "NH3N 2"))),
                () -> assertEquals("tooFewValid", reason(rule, known(station(3), List.of(), "NH3N 2", "TP few"))),
                () -> assertEquals("noTarget", reason(rule, known(station(null), List.of(), "NH3N 2", "TP 0.1"))),
                () -> assertEquals("sectionNotRegistered", reason(rule, known(null, List.of(), "NH3N 2", "TP 0.1"))),
                () -> assertEquals(
                        "notInService",
                        reason(
                                rule,
                                known(
                                        station("section", 3, WaterBodyType.RIVER, LocalDate.of(2022, 6, 1)),
                                        List.of(),
                                        "NH3N 2",
                                        "TP 0.1"))),
                () -> assertEquals(
                        "notSurfaceWater",
                        reason(
                                rule,
                                known(station("coastal", 3, WaterBodyType.RIVER, null), List.of(), "NH3N 2", "TP 1"))),
                () -> assertEquals(
                        "periodRunning",
                        reason(
                                rule,
                                new Known(
                                        station(3),
                                        month("NH3N 2", "TP 0.1"),
                                        List.of(),
                                        WaterSettings.defaults(),
                                        false))),
                () -> assertEquals(
                        List.of("TP: tooFewValid 0/1"),
                        Compensation.of(rule, section, MAY, known(station(3), List.of(), "NH3N 2", "TP few"))
                                .leftOut()));
    }

    private static String reason(CompensationRule rule, Known known) {
        SectionPayment payment = Compensation.of(rule, rule.sections().getFirst(), MAY, known);
        assertNull(payment.balance());
        assertTrue(payment.transfers().isEmpty());
        assertTrue(Word.of(payment.reason()).isPresent(), payment.reason());
        return payment.reason();
    }

    /** In a river total nitrogen has no class; in a lake it has. */
    @Test
    void totalNitrogenHasAClassInLakesAlone() {
        CompensationRule rule = rule("standard: jiangsu-2021", "TN", "");
        AssessedSection section = rule.sections().getFirst();
        assertEquals("noTarget", reason(rule, known(station(3), List.of(), "TN 1.2")));
        SectionPayment lake = Compensation.of(
                rule, section, MAY, known(station("section", 3, WaterBodyType.LAKE, null), List.of(), "TN 1.2"));
        assertPaid("50", lake.balance());
    }

    @Test
    void regionsUpstreamShareWhatTheyPay() {
        CompensationRule rule = Compensations.read(
                "town.compensation.yml",
                HEAD + "payment: {standard: jiangsu-2021}\nfactors: [NH3N]\nsections:\n"
                        + "  - {section: S-1, upstream: 丹阳市 85.78、丹徒区 14.22}\n");
        SectionPayment payment = paid(rule, "NH3N 1.2");
        assertEquals(
                List.of(
                        new Transfer("丹阳市", "市财政", new BigDecimal("42.89")),
                        new Transfer("丹徒区", "市财政", new BigDecimal("7.11"))),
                payment.transfers());
    }

    @Test
    void sumsAreWhatIsPaidLessWhatIsReceived() {
        CompensationRule rule = rule("standard: jiangsu-2021, met: amount, metAmount: \"20\"", "NH3N", "");
        List<SectionPayment> months = List.of(paid(rule, "NH3N 1.2"), paid(rule, "NH3N 0.9"), paid(rule));
        CompensationSum upper = CompensationSum.byRegion(rule, months).getFirst();
        assertEquals("上县", upper.name());
        assertPaid("50", upper.paid());
        assertPaid("20", upper.received());
        assertPaid("-30", upper.net());
        assertEquals(2, upper.valid());
        assertEquals(3, upper.due());
        assertEquals(List.of("S-1 2022-05: noData"), upper.leftOut());
        CompensationSum lower = CompensationSum.byRegion(rule, months).getLast();
        assertPaid("30", lower.net());
        CompensationSum section = CompensationSum.bySection(rule, months).getFirst();
        assertPaid("-30", section.net());
        BigDecimal all = CompensationSum.byRegion(rule, months).stream()
                .map(CompensationSum::net)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertPaid("0", all);
    }

    @ParameterizedTest
    @CsvSource({"2021-12, false", "2022-01, true", "2022-12, true", "2023-01, false"})
    void aRuleHoldsFromItsFirstToItsLastMonth(String month, boolean holds) {
        assertEquals(holds, rule("standard: jiangsu-2021", "NH3N", "").inForce(YearMonth.parse(month)));
    }

    @ParameterizedTest
    @EnumSource(Payment.Kind.class)
    void everyKindOfPaymentIsOfAPrintedStandard(Payment.Kind kind) {
        List<Payment> printed = Compensations.standards().stream()
                .filter(standard -> standard.kind() == kind)
                .toList();
        assertTrue(
                printed.stream()
                        .anyMatch(standard -> !standard.quote().isEmpty()
                                && !standard.document().isEmpty()),
                kind::name);
    }

    /** Each rate and amount stands in the words that are quoted. */
    @Test
    void quotesHaveTheFigures() {
        for (Payment standard : Compensations.standards()) {
            List<BigDecimal> figures = new ArrayList<>(standard.rates().values());
            standard.steps().forEach(step -> figures.add(step.amount()));
            List<String> quoted = Arrays.asList(standard.quote().split("[^0-9.]+"));
            figures.forEach(figure -> assertTrue(
                    quoted.contains(figure.toPlainString()), () -> standard.standard() + " quotes no " + figure));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "from: 2022-01 | from: 2022 | town.compensation.yml line 7: from '2022' is not a month such as 2021-05",
                "to: 2022-12 | to: 2021-12 | town.compensation.yml line 1: to 2021-12 is before from 2022-01",
                "standard: jiangsu-2021 | standard: jiangsu | town.compensation.yml line 9: standard 'jiangsu' is none of zhenjiang-taihu, heze-2014, zhoukou, jiangsu-2021",
                "standard: jiangsu-2021 | standard: jiangsu-2021, met: margin | town.compensation.yml line 9: what is better than a target has no step: 'met' is nothing or an amount",
                "standard: jiangsu-2021 | standard: jiangsu-2021, met: amount | town.compensation.yml line 9: an amount where the target is met goes with 'met: amount' and with no other",
                "standard: jiangsu-2021 | standard: jiangsu-2021, kind: load | town.compensation.yml line 9: kind load has rates by factor and no steps",
                "standard: jiangsu-2021 | 'kind: steps, steps: [{above: \"1\", amount: \"5\"}, {above: \"1\", amount: \"6\"}]' | town.compensation.yml line 9: steps go upwards; 1 does not",
                "NH3N | NH3 | town.compensation.yml line 1: factor 'NH3' is no item of GB 3838 table 1 with an upper limit",
                "NH3N | DO | town.compensation.yml line 1: factor 'DO' is no item of GB 3838 table 1 with an upper limit",
                "upstream: 上县 | upstream: 下县 | town.compensation.yml line 12: 下县 is upstream and downstream of S-1",
                "upstream: 上县 | upstream: 甲县、乙县 | town.compensation.yml line 12: upstream '甲县、乙县' is not one region, nor several with shares such as 甲县 60、乙县 40",
                "upstream: 上县 | upstream: 甲县 60、乙县 30 | town.compensation.yml line 12: shares of upstream are 90 %, not 100",
                "downstream: 下县 | 'downstream: 下县, class: 6' | town.compensation.yml line 12: class 6 is not 1 to 5",
                "downstream: 下县 | 'downstream: 下县, limit: 6' | town.compensation.yml line 12: 'limit' is not one of section upstream downstream class limits"
            })
    void whatCannotBeUsedIsRefusedWithItsLine(String good, String bad, String said) {
        String yaml = HEAD + """
                payment: {standard: jiangsu-2021}
                factors: [NH3N]
                sections:
                  - {section: S-1, upstream: 上县, downstream: 下县}
                """;
        Refused refused = assertThrows(
                Refused.class,
                () -> Compensations.read(
                        "town.compensation.yml",
                        yaml.replace(good.strip(), bad.strip().replaceAll("^'|'$", ""))));
        assertEquals(said, refused.getMessage());
    }

    @Test
    void aFolderAddsReplacesAndBringsVolumes(@TempDir Path folder) throws IOException {
        String yaml = HEAD + """
                payment: {standard: zhenjiang-taihu}
                sections:
                  - {section: S-1, upstream: 上县, downstream: 下县}
                """;
        Files.writeString(folder.resolve("town.compensation.yml"), yaml);
        Files.writeString(folder.resolve("town.volumes.csv"), "section,month,volume\nS-1,2022-05,1000\n");
        Files.writeString(folder.resolve("own.compensation.yml"), yaml.replace("id: town", "id: lingchuan"));
        Compensations all = Compensations.with(folder);
        assertEquals(
                List.of("lingchuan", "town"),
                all.all().stream().map(CompensationRule::id).toList());
        assertEquals("镇市", all.find("lingchuan").orElseThrow().city());
        assertPaid("1000", all.find("town").orElseThrow().volume("S-1", MAY));
        assertTrue(Programmes.with(folder).find("town").isEmpty());

        Files.writeString(folder.resolve("town.volumes.csv"), "section,month,volume\nS-2,2022-05,1000\n");
        Table.Malformed unknown = assertThrows(Table.Malformed.class, () -> Compensations.with(folder));
        assertTrue(String.valueOf(unknown.getMessage()).contains("town has no section 'S-2'"), unknown::getMessage);
    }
}
