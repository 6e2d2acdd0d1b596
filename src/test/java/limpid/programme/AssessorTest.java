package limpid.programme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import limpid.programme.Check.Question;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Golden cases of verdicts: boundaries, logic of phases, city against national targets. */
class AssessorTest {
    private static final LocalDate NEW_YEARS_EVE_2015 = LocalDate.of(2015, 12, 31);
    private static final LocalDate IN_2016 = LocalDate.of(2016, 3, 1);

    private final Programmes programmes = Programmes.shipped();

    @ParameterizedTest
    @CsvSource({
        "310, 365, notMet, -0.0685",
        "311, 365, met, 0.2055",
        "311, 366, notMet, -0.0273",
        "312, 366, met, 0.2459",
        "340, 400, met, 0.0000"
    })
    void theExactFractionOfDaysDecides(int good, int days, String verdict, BigDecimal margin) {
        Given given = new Given().figure("air.goodDayRatio calendar", "2015", ratio(good, days));
        Check check = check("model-city-6", "8b", given, IN_2016);
        assertEquals(verdict, check.verdict());
        assertEquals(0, margin.compareTo(rounded(check.finding().margin())), () -> "" + check.finding());
    }

    private static BigDecimal rounded(BigDecimal margin) {
        return margin.setScale(4, java.math.RoundingMode.HALF_EVEN);
    }

    private static Figure ratio(int good, int days) {
        BigDecimal percent = BigDecimal.valueOf(100L * good).divide(BigDecimal.valueOf(days), MathContext.DECIMAL64);
        return Figure.of(
                percent.setScale(1, java.math.RoundingMode.HALF_EVEN),
                percent,
                Explanation.of(good + " of " + days),
                "");
    }

    @ParameterizedTest
    @CsvSource({"11, 60.0, 60.04, met", "11, 60.1, 60.06, notMet", "12, 70.0, 70.0, met", "12, 70.1, 70.1, notMet"})
    void noiseOfExactlyTheLimitPasses(String no, String value, String unrounded, String verdict) {
        String measure = no.equals("11") ? "noise.regional" : "noise.traffic";
        Given given = new Given().number(measure, "2015", value, unrounded);
        assertEquals(verdict, check("model-city-6", no, given, IN_2016).verdict());
    }

    @Test
    void yangjiang2015PassesTheNationalAndFailsItsOwnNoise() {
        Given given = new Given()
                .number("noise.regional", "2015", "58.0", "58.0")
                .number("noise.traffic", "2015", "68.0", "68.0")
                .number("noise.regional area=districts", "2015", "58.0", "58.0")
                .number("noise.traffic area=districts", "2015", "68.0", "68.0");
        assertEquals(
                "met", check("model-city-6", "11", given, NEW_YEARS_EVE_2015).verdict());
        assertEquals(
                "met", check("model-city-6", "12", given, NEW_YEARS_EVE_2015).verdict());
        Check regional = named("yangjiang", "regional noise mean", given, NEW_YEARS_EVE_2015);
        Check traffic = named("yangjiang", "traffic noise mean", given, NEW_YEARS_EVE_2015);
        assertEquals("notMet", regional.verdict());
        assertEquals("54", regional.question().target().printed());
        assertEquals(0, new BigDecimal("-4").compareTo(regional.finding().margin()));
        assertEquals("notMet", traffic.verdict());
        assertEquals("66", traffic.question().target().printed());
    }

    @Test
    void yangjiangs2016TargetsAreThoseOf2016() {
        Given given = new Given().number("noise.regional area=districts", "2016", "58.0", "58.0");
        Check check = named("yangjiang", "regional noise mean", given, LocalDate.of(2016, 12, 31));
        assertEquals("60", check.question().target().printed());
        assertEquals("met", check.verdict());
    }

    @ParameterizedTest
    @CsvSource({"60.0, notMet, met", "59.9, met, met", "60.1, notMet, notMet"})
    void phaseFiveIsStrictWherePhaseSixIsNot(String level, String five, String six) {
        Given given = new Given().number("noise.regional", "2015", level, level);
        assertEquals(five, check("model-city-5", "10", given, IN_2016).verdict());
        assertEquals(six, check("model-city-6", "11", given, IN_2016).verdict());
    }

    @ParameterizedTest
    @CsvSource({
        "0.9, 1.0, 1.1, 1.2, met, met",
        "0.9, 0.8, 1.1, 1.2, notMet, met",
        "0.9, 1.0, 0.8, 1.2, notMet, met",
        "0.9, 0.8, 0.85, 1.2, notMet, notMet"
    })
    void energyNeedsBothInPhaseFiveAndOneInPhaseSix(
            String value, String mean, String before, String twoBefore, String five, String six) {
        BigDecimal reference = new BigDecimal(mean);
        Given phaseFive = new Given()
                .report("3", "", "2015", "", new BigDecimal(value), null, reference)
                .report("3", "", "2014", "", before)
                .report("3", "", "2013", "", twoBefore);
        Given phaseSix = new Given()
                .report("5", "", "2015", "", new BigDecimal(value), null, reference)
                .report("5", "", "2014", "", before)
                .report("5", "", "2013", "", twoBefore);
        assertEquals(five, check("model-city-5", "3", phaseFive, IN_2016).verdict());
        assertEquals(six, check("model-city-6", "5", phaseSix, IN_2016).verdict());
    }

    @Test
    void liupanshuiRestatesEnergyAsFallingOnly() {
        Given given = new Given()
                .report("5", "", "2017", "", new BigDecimal("0.9"), null, BigDecimal.ONE)
                .report("5", "", "2016", "", "0.8")
                .report("5", "", "2015", "", "1.2");
        assertEquals(
                "notMet",
                check("liupanshui-2017", "5", given, LocalDate.of(2017, 12, 31)).verdict());
        assertEquals(
                "met",
                check("model-city-6", "5", given, LocalDate.of(2018, 1, 1)).verdict());
    }

    @Test
    void investmentMustHoldInEachOfThreeYears() {
        Given given = new Given().report("4", "", "2015", "", "1.9").report("4", "", "2014", "", "1.7");
        Check open = check("model-city-6", "4", given, IN_2016);
        assertEquals("awaitingReport", open.verdict());
        assertEquals("no report of 2013", open.reason().en());
        assertEquals(
                "notMet",
                check("model-city-6", "4", given.report("4", "", "2013", "", "1.69"), IN_2016)
                        .verdict());
    }

    @Test
    void onePollutantThatRisesFailsTheIntensity() {
        Given given = new Given();
        for (String item : List.of("COD", "NH3-N", "SO2", "NOx")) {
            given.report("7", "", "2013", item, "3").report("7", "", "2014", item, "2");
        }
        given.report("7", "", "2015", "COD", "1").report("7", "", "2015", "NH3-N", "2.1");
        assertEquals("notMet", check("model-city-6", "7", given, IN_2016).verdict());
    }

    @Test
    void aWesternCityMayChooseGreenSpacePerPerson() {
        Given given = new Given()
                .report("13", "", "2015", "", "30")
                .report("13", "", "2015", "人均公共绿地面积", new BigDecimal("12"), null, new BigDecimal("11"));
        assertEquals("met", check("model-city-6", "13", given, IN_2016).verdict());
    }

    @Test
    void whatDoesNotApplyIsNeitherPassedNorFailed() {
        Given given = new Given();
        assertEquals(
                "awaitingReport", check("model-city-6", "14b", given, IN_2016).verdict());
        given.add(new Report("14", "b", "2015", "", null, null, null, false, "水资源公报", "", "lab", Instant.EPOCH, 1));
        assertEquals(
                "notApplicable", check("model-city-6", "14b", given, IN_2016).verdict());
    }

    @ParameterizedTest
    @CsvSource({"77.77777777777778, met", "66.66666666666667, notMet", "100, met"})
    void sevenOfNineSectionsAreThePrinted778(String share, String verdict) {
        Given given = new Given().number("water.share1To3", "2018", "77.8", share);
        assertEquals(
                verdict,
                check("jiangmen", "4", given, LocalDate.of(2018, 12, 31)).verdict());
    }

    @ParameterizedTest
    @CsvSource({"34.9, met", "35, notMet"})
    void jiangmensTablePrintsLessThan35(String mean, String verdict) {
        Given given = new Given().number("air.mean PM2.5", "2018", mean, mean);
        Check check = check("jiangmen", "2", given, LocalDate.of(2018, 12, 31));
        assertEquals(verdict, check.verdict());
        assertTrue(check.question().target().anomaly().contains("not above 35"));
    }

    @Test
    void aLaterTargetIsJudgedOnTheFiguresOfTheYear() {
        Given given = new Given().number("air.goodDayRatio valid", "2017", "88.0", "88.0");
        Check check = check("jiangmen", "1", given, LocalDate.of(2017, 12, 31));
        assertEquals("89", check.question().target().printed());
        assertTrue(check.question().early());
        assertEquals("notDue", check.verdict());
    }

    @Test
    void pastTargetsStayJudgedOnTheirOwnYear() {
        Given given = new Given().number("air.goodDayRatio valid", "2020", "90.2", "90.2");
        Check check = check("jiangmen", "1", given, LocalDate.of(2022, 5, 1));
        assertEquals("2020", check.question().period().name());
        assertEquals("met", check.verdict());
    }

    @Test
    void blankCellsOfEarlierYearsAreNoZeros() {
        Check check = check("jiangmen", "6", new Given(), LocalDate.of(2018, 12, 31));
        assertEquals("基本消除", check.question().target().printed());
        assertEquals("insufficient", check.verdict());
        assertNull(check.finding().value());
    }

    @Test
    void qingyuansPrintedFiguresAreToldBesideTheComputedOnes() {
        Given given = new Given().figure("air.goodDayRatio valid", "2016-Q1", ratio(80, 90));
        Check check = named("qingyuan", "good air days ratio", given, LocalDate.of(2016, 4, 30));
        assertEquals("notApplicable", check.verdict());
        assertEquals(
                "the document tells 88.9 %, so does the figure", check.reason().en());
    }

    @Test
    void tooLittleDataIsNoFailure() {
        Check check = check("model-city-6", "8b", new Given(), IN_2016);
        assertEquals("insufficient", check.verdict());
        assertEquals("missing", check.reason().en());
    }

    @Test
    void onePollutantOverItsLimitSettlesTheMeans() {
        Figure means = Figure.missing(Explanation.NOTHING, Explanation.of("means"), "")
                .withItems(List.of(
                        new Figure.Item(
                                "PM2.5", new BigDecimal("36"), new BigDecimal("35"), false, Explanation.NOTHING),
                        new Figure.Item("SO2", null, new BigDecimal("60"), null, Explanation.of("tooFewDays"))));
        Given given = new Given().figure("air.class2Means", "2015", means);
        assertEquals("notMet", check("model-city-6", "8a", given, IN_2016).verdict());
    }

    @ParameterizedTest
    @CsvSource({
        "false, 86, notMet",
        "true, 84, notMet",
        "true, 86, met",
        "true, , insufficient",
        "false, , notMet",
        ", 86, insufficient",
        ", 84, notMet"
    })
    void airIsMetByMeansAndDaysTogether(Boolean means, String percent, String verdict) {
        Given given = new Given().figure("air.class2Means", "2015", means(means));
        if (percent != null) {
            given.number("air.goodDayRatio calendar", "2015", percent, percent);
        }
        Check check = check("model-city-6", "8", given, IN_2016);
        assertEquals(verdict, check.verdict());
        assertEquals(
                List.of("8a", "8b"),
                check.finding().items().stream()
                        .map(item -> item.name().substring(0, 2))
                        .toList());
        assertTrue(check.finding().basis().en().startsWith("a and b: 8a "), check.finding()::toString);
    }

    private static Figure means(Boolean complies) {
        return Figure.missing(Explanation.NOTHING, Explanation.of("means"), "")
                .withItems(List.of(new Figure.Item(
                        "PM2.5",
                        BigDecimal.TEN,
                        new BigDecimal("35"),
                        complies,
                        Explanation.of(complies == null ? "tooFewDays" : ""))));
    }

    @Test
    void anOpenPartSaysWhichOneItIs() {
        Given given = new Given().figure("air.class2Means", "2015", means(true));
        assertEquals(
                "8b: missing",
                check("model-city-6", "8", given, IN_2016).reason().en());
    }

    @Test
    void aPartThatDoesNotApplyDecidesNothing() {
        Given given = new Given().report("14", "a", "2015", "", "81");
        assertEquals(
                "awaitingReport", check("model-city-6", "14", given, IN_2016).verdict());
        given.add(new Report("14", "b", "2015", "", null, null, null, false, "水资源公报", "", "lab", Instant.EPOCH, 1));
        Check check = check("model-city-6", "14", given, IN_2016);
        assertEquals("met", check.verdict());
        assertEquals(
                "a and b: 14a met; 14b notApplicable", check.finding().basis().en());
    }

    @ParameterizedTest
    @CsvSource({"0, met", "1, notMet"})
    void phaseFiveAllowsNoWaterWorseThanClassFive(String count, String verdict) {
        Given given = new Given()
                .number("water.functionZones", "2015", "100", "100")
                .number("water.countWorseThan5", "2015", count, count);
        assertEquals(verdict, check("model-city-5", "9", given, IN_2016).verdict());
    }

    @Test
    void everyIndicatorInPartsHasOneVerdict() {
        for (Programme programme : programmes.all()) {
            List<String> inParts = programme.indicators().stream()
                    .filter(indicator -> !indicator.part().isEmpty())
                    .map(Indicator::no)
                    .distinct()
                    .toList();
            assertEquals(
                    inParts,
                    programme.indicators().stream()
                            .filter(indicator -> indicator.parts() != null)
                            .map(Indicator::no)
                            .toList(),
                    programme.id());
        }
    }

    @Test
    void onePartIsEnoughWhereTheLogicSaysOr() {
        Programme programme = ProgrammeFile.read("town.yml", """
                id: town
                nameZh: 镇
                nameEn: Town
                assessment: running
                documents:
                  - {key: d1, file: plan.txt, titleZh: 计划, titleEn: Plan}
                indicators:
                  - {no: "1", parts: "a and b or c", nameZh: 噪声, nameEn: Noise, scope: town, direction: up, targets: [&t {period: "2026", operator: ">=", value: "1", kind: target, document: d1, locator: "1"}]}
                  - {no: "1", part: a, nameZh: 一, nameEn: One, scope: town, direction: up, targets: [*t]}
                  - {no: "1", part: b, nameZh: 二, nameEn: Two, scope: town, direction: up, targets: [*t]}
                  - {no: "1", part: c, nameZh: 三, nameEn: Three, scope: town, direction: up, targets: [*t]}
                """);
        Given given = new Given().report("1", "a", "2026", "", "1");
        assertEquals("awaitingReport", first(programme, given).verdict());
        given.report("1", "b", "2026", "", "0");
        assertEquals("awaitingReport", first(programme, given).verdict());
        given.report("1", "c", "2026", "", "2");
        assertEquals("met", first(programme, given).verdict());
    }

    @Test
    void aTargetOfAHalfYearIsJudgedOnTheHalfYear() {
        Programme programme = ProgrammeFile.read("town.yml", """
                id: town
                nameZh: 镇
                nameEn: Town
                assessment: running
                documents:
                  - {key: d1, file: plan.txt, titleZh: 计划, titleEn: Plan}
                indicators:
                  - {no: "1", nameZh: 噪声, nameEn: Noise, unit: dB(A), scope: town, direction: down, computed: noise.regional, targets: [{period: "2026-H1", operator: "<=", value: "55", kind: target, document: d1, locator: "1"}]}
                """);
        Given given = new Given().number("noise.regional", "2026-H1", "54.9", "54.9");
        Check check = first(programme, given);
        assertEquals("2026-H1", check.question().period().name());
        assertTrue(check.question().running());
        assertEquals("met", check.verdict());
    }

    private static Check first(Programme programme, Given given) {
        return Assessor.check(programme, given, LocalDate.of(2026, 6, 10)).getFirst();
    }

    @ParameterizedTest
    @CsvSource({"100, 120, 245, 34, true", "100, 160, 205, -6, false", "0, 0, 365, 54, true"})
    void aRunningYearTellsHowManyDaysMayExceed(int good, int counted, int left, int may, boolean reachable) {
        Allowance allowance = new Progress.Days(good, counted, left).allowance(Operator.AT_LEAST, new BigDecimal("85"));
        assertEquals(new Allowance("daysThatMayExceed", BigDecimal.valueOf(may), "days", reachable), allowance);
    }

    @Test
    void aRunningYearTellsTheMeanToKeep() {
        Allowance allowance =
                new Progress.Mean(new BigDecimal("4000"), 100, 265).allowance(Operator.AT_MOST, new BigDecimal("35"));
        assertEquals(new BigDecimal("33.1"), allowance.amount());
        assertTrue(allowance.reachable());
    }

    @ParameterizedTest
    @CsvSource({"1, 9, >=, 77.7, 1", "0, 4, >=, 100, 0", "1, 4, >=, 100, -1", "0, 10, <=, 0, 0", "1, 20, <=, 10, 1"})
    void sectionsThatMayFailFollowFromTheShare(int failing, int all, String sign, BigDecimal limit, int may) {
        Operator operator = Operator.of(sign).orElseThrow();
        Allowance allowance = new Progress.Sections(failing, all).allowance(operator, limit);
        assertEquals(BigDecimal.valueOf(may), allowance.amount());
    }

    @Test
    void anAllowanceIsOnlyToldWhileThePeriodRuns() {
        Figure running = ratio(40, 50).withProgress(new Progress.Days(40, 50, 315));
        Given given = new Given().figure("air.goodDayRatio valid", "2018", running);
        assertNotNull(check("jiangmen", "1", given, LocalDate.of(2018, 2, 19))
                .finding()
                .allowance());
        assertNull(check("jiangmen", "1", given, LocalDate.of(2018, 12, 31))
                .finding()
                .allowance());
    }

    private Check check(String programme, String code, Given given, LocalDate asOf) {
        Programme found = programmes.find(programme).orElseThrow();
        return only(Assessor.check(found, found.indicator(code).orElseThrow(), given, asOf));
    }

    private Check named(String programme, String nameEn, Given given, LocalDate asOf) {
        return only(Assessor.check(programmes.find(programme).orElseThrow(), given, asOf).stream()
                .filter(check -> isNamed(check.question(), nameEn))
                .toList());
    }

    private static boolean isNamed(Question question, String nameEn) {
        return question.indicator().nameEn().equals(nameEn);
    }

    private static Check only(List<Check> checks) {
        assertEquals(1, checks.size(), () -> checks.toString());
        return checks.getFirst();
    }
}
