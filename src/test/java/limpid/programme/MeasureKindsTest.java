package limpid.programme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import limpid.programme.Measure.Kind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every measure in an indicator: target of the year, due date, reading at the number itself, entered figures, area. */
class MeasureKindsTest {
    private static final LocalDate DUE = LocalDate.of(2017, 8, 31);

    /** One that is met from 50 on in 2016 and from 60 on in 2017, and one that is met up to these. */
    private static Programme programme(Kind kind, String direction, String operator, String options) {
        return ProgrammeFile.read(
                "town.yml", """
                id: town
                nameZh: 镇
                nameEn: Town
                city: 镇
                assessment: running
                areas:
                  - {key: urban, nameZh: 市区, nameEn: urban, districts: [东区]}
                documents:
                  - {key: d1, file: plan.txt, titleZh: 计划, titleEn: Plan}
                indicators:
                  - no: "1"
                    nameZh: 指标
                    nameEn: figure
                    unit: "%%"
                    scope: town
                    direction: %s
                    computed: "%s"
                    targets:
                      - {period: "2016", operator: "%s", value: "50", kind: target, document: d1, locator: "1"}
                      - {period: "2017", due: "2017-08-31", operator: "%s", value: "60", kind: target, document: d1, locator: "1"}
                """.formatted(direction, Measures.of(kind, options).code(), operator, operator));
    }

    private static Check check(Programme programme, Given given, LocalDate asOf) {
        List<Check> checks = Assessor.check(programme, given, asOf);
        assertEquals(1, checks.size());
        return checks.getFirst();
    }

    private static Given given(Kind kind, String period, String value) {
        return new Given().number(Measures.of(kind, "").code(), period, value, value);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void theTargetOfTheYearJudges(Kind kind) {
        Programme town = programme(kind, "up", ">=", "");
        assertEquals(
                "met",
                check(town, given(kind, "2016", "50"), LocalDate.of(2016, 12, 31))
                        .verdict());
        Check later = check(town, given(kind, "2017", "50"), LocalDate.of(2017, 12, 31));
        assertEquals("notMet", later.verdict());
        assertEquals("60", later.question().target().printed());
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void beforeTheDueDateItIsNotMissed(Kind kind) {
        Programme town = programme(kind, "up", ">=", "");
        Given behind = given(kind, "2017", "49");
        assertEquals("behindSchedule", check(town, behind, DUE.minusDays(1)).verdict());
        assertEquals(
                "onSchedule",
                check(town, given(kind, "2017", "50"), DUE.minusDays(1)).verdict());
        assertEquals("notMet", check(town, behind, DUE).verdict());
        assertEquals("notMet", check(town, behind, DUE.plusDays(1)).verdict());
        Programme first = programme(kind, "up", ">=", "");
        assertEquals(
                "notDue",
                check(first, given(kind, "2016", "49"), LocalDate.of(2016, 12, 30))
                        .verdict());
    }

    static Stream<List<Object>> readings() {
        return Arrays.stream(Kind.values())
                .flatMap(kind -> Stream.of(
                        List.of(kind, "up", ">=", "met"),
                        List.of(kind, "up", ">", "notMet"),
                        List.of(kind, "down", "<=", "met"),
                        List.of(kind, "down", "<", "notMet"),
                        List.of(kind, "up", "=", "met"),
                        List.of(kind, "down", "=", "met")));
    }

    @ParameterizedTest
    @MethodSource("readings")
    void theNumberItselfIsReadAsPrinted(List<Object> reading) {
        Kind kind = (Kind) reading.getFirst();
        Programme town = programme(kind, (String) reading.get(1), (String) reading.get(2), "");
        Check check = check(town, given(kind, "2017", "60"), LocalDate.of(2017, 12, 31));
        assertEquals(reading.get(3), check.verdict());
    }

    /** Where too little was measured the entered figure counts, else the measured one does. */
    @ParameterizedTest
    @EnumSource(Kind.class)
    void anEnteredFigureStandsInForAMissingOne(Kind kind) {
        Programme town = programme(kind, "up", ">=", "");
        LocalDate end = LocalDate.of(2017, 12, 31);
        Given entered = new Given().report("1", "", "2017", "", "61");
        Check check = check(town, entered, end);
        assertEquals("met", check.verdict());
        assertEquals(
                "entered and not measured: reported by lab: yearbook",
                check.finding().basis().en());
        assertEquals("insufficient", check(town, new Given(), end).verdict());
        Given both = given(kind, "2017", "59").report("1", "", "2017", "", "61");
        Check measured = check(town, both, end);
        assertEquals("notMet", measured.verdict());
        assertEquals(0, new BigDecimal("59").compareTo(measured.finding().value()));
        Given past = new Given().report("1", "", "2016", "", "61");
        assertEquals("insufficient", check(town, past, end).verdict());
    }

    static Stream<Kind> withArea() {
        return Arrays.stream(Kind.values()).filter(Measures::takesArea).filter(kind -> kind != Kind.AIR_NETWORK);
    }

    @ParameterizedTest
    @MethodSource("withArea")
    void itsAreaIsThatOfTheFile(Kind kind) {
        Programme town = programme(kind, "up", ">=", " area=urban");
        Measure measure = town.indicators().getFirst().computed();
        assertEquals("市区", town.area(measure).nameZh());
        assertEquals(List.of("东区"), town.area(measure).districts());
        assertEquals(Area.CITY, town.area(Measures.of(kind, "")));
        assertEquals(
                List.of("A-1", "A-2"),
                town.area(Measures.of(kind, " stations=A-1,A-2")).stations());
        assertThrows(ProgrammeFile.Refused.class, () -> programme(kind, "up", ">=", " area=none"));
    }
}
