package limpid.validate;

import static limpid.Samples.AIR;
import static limpid.Samples.ARRIVED;
import static limpid.Samples.NOISE;
import static limpid.Samples.WATER;
import static limpid.Samples.at;
import static limpid.Samples.hour;
import static limpid.Samples.missing;
import static limpid.Samples.reading;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import limpid.Samples;
import limpid.measure.Flag;
import limpid.measure.Flags;
import limpid.measure.Parameter;
import limpid.measure.Parameter.Bounds;
import limpid.measure.Parameters;
import limpid.measure.Reading;
import limpid.measure.Refusal;
import limpid.measure.Refusal.Reason;
import limpid.station.Station;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValidatorTest {
    private static final Instant END = at("2026-03-01T01:00:00+08:00");
    private static final String PLACE = "/values/X";
    private static final Flag DOUBTFUL = Flags.standard().get("OR");

    /** Refuses ends that cannot be. */
    @Nested
    class Clock {
        private static final Instant EARLIEST = Instant.parse("1990-01-01T00:00:00Z");
        private final ClockCheck check = new ClockCheck(Duration.ofMinutes(10), EARLIEST);

        @Test
        void aStationsClockMayBeAheadByTheToleranceAndNoMore() {
            Reading reading = hour("A1", "O3", END, "88");
            assertAccepted(check, reading, AIR, END.minus(Duration.ofMinutes(10)));
            assertRefused(
                    Reason.IN_THE_FUTURE,
                    check,
                    reading,
                    AIR,
                    END.minus(Duration.ofMinutes(10)).minusNanos(1));
        }

        @Test
        void nobodyMeasuredBeforeTheEarliestEnd() {
            assertAccepted(check, hour("A1", "O3", EARLIEST, "88"), AIR, ARRIVED);
            assertRefused(
                    Reason.TOO_OLD, check, hour("A1", "O3", EARLIEST.minus(Duration.ofHours(1)), "88"), AIR, ARRIVED);
        }

        @Test
        void lateIsNeverTooLate() {
            assertAccepted(check, hour("A1", "O3", END.minus(Duration.ofDays(3 * 365)), "88"), AIR, ARRIVED);
        }

        @ParameterizedTest
        @CsvSource({
            "PT1H,   2026-03-01T01:00:00+08:00, true",
            "PT1H,   2026-03-01T01:00:01+08:00, false",
            "PT1H,   2026-03-01T00:59:59+08:00, false",
            "PT5M,   2026-03-01T01:05:00+08:00, true",
            "PT5M,   2026-03-01T01:04:00+08:00, false",
            "PT1M,   2026-03-01T01:04:00+08:00, true",
            "PT1M,   2026-03-01T01:04:30+08:00, false",
            "PT1S,   2026-03-01T01:04:31+08:00, true",
            "PT1S,   2026-03-01T01:04:31.5+08:00, false",
            "PT0S,   2026-03-01T01:04:31+08:00, true",
            "PT0S,   2026-03-01T01:04:31.001+08:00, false",
            "PT4H,   2026-03-01T01:17:00+08:00, true",
            "P1D,    2026-03-01T08:00:00+08:00, true"
        })
        void periodsUpToAnHourEndWhereTheyDivideTheClock(Duration period, String end, boolean accepted) {
            Reading reading = reading("A1", "O3", at(end), period, "88");
            if (accepted) {
                assertAccepted(check, reading, AIR, ARRIVED);
            } else {
                assertRefused(Reason.MISALIGNED, check, reading, AIR, ARRIVED);
            }
        }
    }

    /** Refuses what a station of its medium does not measure. */
    @Nested
    class OfMedium {
        private final MediumCheck check = new MediumCheck();

        @Test
        void eachMediumHasItsParametersAndTheWeather() {
            for (Station station : List.of(AIR, WATER, NOISE)) {
                assertAccepted(check, hour(station.code(), "TEMP", END, "1"), station, ARRIVED);
                assertEquals(station == AIR, accepts(check, hour(station.code(), "O3", END, "1"), station));
                assertEquals(station == WATER, accepts(check, hour(station.code(), "PH", END, "7"), station));
                assertEquals(station == NOISE, accepts(check, hour(station.code(), "LEQ", END, "50"), station));
            }
        }

        @Test
        void theRefusalSaysWhatAndWhere() {
            assertEquals(
                    new Refusal(Reason.WRONG_MEDIUM, PLACE, "PH is not measured at a station of medium air"),
                    refusal(check, hour("A1", "PH", END, "7"), AIR, ARRIVED));
        }
    }

    /** Refuses what cannot be, flags what is hard to believe. */
    @Nested
    class Range {
        private final RangeCheck check = new RangeCheck(DOUBTFUL);

        @ParameterizedTest
        @ValueSource(strings = {"0", "0.0", "55.5", "100", "100.00"})
        void boundariesOfThePlausibleAreInside(String humidity) {
            assertAccepted(check, hour("A1", "RH", END, humidity), AIR, ARRIVED);
        }

        @ParameterizedTest
        @ValueSource(strings = {"100.1", "105", "105.0"})
        void outsideItIsKeptUnderAFlagUpToTheBoundaryOfThePossible(String humidity) {
            Reading reading = hour("A1", "RH", END, humidity);
            Verdict.Flagged flagged = assertInstanceOf(Verdict.Flagged.class, check.judge(reading, AIR, ARRIVED));
            assertEquals(reading.flagged(DOUBTFUL), flagged.reading());
            assertEquals("RH " + humidity + " % is outside 0..100", flagged.why());
        }

        @ParameterizedTest
        @ValueSource(strings = {"105.1", "-0.1", "-9999"})
        void theImpossibleIsRefused(String humidity) {
            assertEquals(
                    new Refusal(Reason.IMPOSSIBLE_VALUE, PLACE, "RH " + humidity + " % is outside 0..105"),
                    refusal(check, hour("A1", "RH", END, humidity), AIR, ARRIVED));
        }

        @Test
        void aStationsOwnWordThatAValueIsBadSaysMoreThanOurs() {
            for (String code : List.of("M", "D", "L", "S")) {
                assertAccepted(
                        check,
                        hour("A1", "O3", END, "-3").flagged(Flags.standard().get(code)),
                        AIR,
                        ARRIVED);
            }
        }

        @Test
        void itsWordThatAValueIsGoodDoesNot() {
            Reading late = hour("A1", "O3", END, "-3").flagged(Flags.standard().get("Re"));
            Verdict.Flagged flagged = assertInstanceOf(Verdict.Flagged.class, check.judge(late, AIR, ARRIVED));
            assertEquals(DOUBTFUL, flagged.reading().flag());
        }

        @Test
        void aBadFlagMakesNothingPossible() {
            assertRefused(
                    Reason.IMPOSSIBLE_VALUE,
                    check,
                    hour("A1", "RH", END, "999").flagged(Flags.standard().get("D")),
                    AIR,
                    ARRIVED);
        }

        @Test
        void aMissingValueIsInNoRange() {
            assertAccepted(check, missing(hour("A1", "RH", END, "1")), AIR, ARRIVED);
        }

        @Test
        void smallNegativeConcentrationsAreNoReasonToRefuse() {
            assertInstanceOf(Verdict.Flagged.class, check.judge(hour("A1", "PM2.5", END, "-2"), AIR, ARRIVED));
        }
    }

    /** Each row of the table of parameters, at both ends of what is plausible and of what is possible. */
    @Nested
    class EachParameter {
        private final RangeCheck check = new RangeCheck(DOUBTFUL);
        private final DetectionCheck detection = new DetectionCheck("ND");

        static List<Parameter> parameters() {
            return Parameters.standard().all();
        }

        @ParameterizedTest
        @MethodSource("parameters")
        void whatIsHardToBelieveIsFlaggedAndWhatCannotBeIsRefused(Parameter parameter) {
            Bounds plausible = parameter.plausible();
            assertTrue(plausible.min() != null || plausible.max() != null, parameter.code());
            for (BigDecimal end : ends(plausible)) {
                assertAccepted(check, of(parameter, end), AIR, ARRIVED);
            }
            for (BigDecimal beyond : beyond(plausible)) {
                Verdict verdict = check.judge(of(parameter, beyond), AIR, ARRIVED);
                if (parameter.possible().contain(beyond)) {
                    Verdict.Flagged flagged =
                            assertInstanceOf(Verdict.Flagged.class, verdict, parameter + " " + beyond);
                    assertEquals(DOUBTFUL, flagged.reading().flag());
                } else {
                    assertInstanceOf(Verdict.Refused.class, verdict, parameter + " " + beyond);
                }
            }
            for (BigDecimal beyond : beyond(parameter.possible())) {
                assertInstanceOf(Verdict.Refused.class, check.judge(of(parameter, beyond), AIR, ARRIVED));
            }
        }

        /** Numbers that loggers send where they have none. */
        @ParameterizedTest
        @MethodSource("parameters")
        void aNumberThatStandsForNoneIsNeverGood(Parameter parameter) {
            for (String none : List.of("-999", "-9999", "-99999")) {
                Verdict verdict = check.judge(of(parameter, new BigDecimal(none)), AIR, ARRIVED);
                assertFalse(verdict instanceof Verdict.Accepted, parameter + " " + none);
            }
        }

        @ParameterizedTest
        @MethodSource("parameters")
        void notDetectedNeedsADetectionLimit(Parameter parameter) {
            Reading reading =
                    of(parameter, BigDecimal.ONE).flagged(Flags.standard().get("ND"));
            Verdict verdict = detection.judge(reading, AIR, ARRIVED);
            assertEquals(parameter.detected(), verdict instanceof Verdict.Accepted, parameter.code());
        }

        private Reading of(Parameter parameter, BigDecimal value) {
            return hour("A1", parameter.code(), END, value.toPlainString());
        }

        private List<BigDecimal> ends(Bounds bounds) {
            return Stream.of(bounds.min(), bounds.max())
                    .filter(Objects::nonNull)
                    .toList();
        }

        private List<BigDecimal> beyond(Bounds bounds) {
            List<BigDecimal> beyond = new ArrayList<>();
            Optional.ofNullable(bounds.min()).ifPresent(min -> beyond.add(min.subtract(new BigDecimal("0.001"))));
            Optional.ofNullable(bounds.max()).ifPresent(max -> beyond.add(max.add(new BigDecimal("0.001"))));
            return beyond;
        }
    }

    /** Checks are asked in order, and the first refusal ends it. */
    @Nested
    class InOrder {
        private final List<String> asked = new ArrayList<>();

        private Check check(String name, Reason refusing) {
            return (reading, station, receivedAt) -> {
                asked.add(name + " " + reading.flag().code());
                return refusing == null
                        ? new Verdict.Flagged(reading.flagged(DOUBTFUL), name)
                        : new Verdict.Refused(refusing, () -> name);
            };
        }

        @Test
        void theFirstRefusalEndsIt() {
            Validator validator = new Validator(List.of(check("a", Reason.TOO_OLD), check("b", Reason.MISALIGNED)));
            assertEquals(
                    new Refusal(Reason.TOO_OLD, PLACE, "a"),
                    refusal(validator, hour("A1", "O3", END, "1"), AIR, ARRIVED));
            assertEquals(List.of("a N"), asked);
        }

        @Test
        void aFlagIsHandedOnAndARefusalAfterItCounts() {
            Validator validator = new Validator(List.of(check("a", null), check("b", Reason.MISALIGNED)));
            assertRefused(Reason.MISALIGNED, validator, hour("A1", "O3", END, "1"), AIR, ARRIVED);
            assertEquals(List.of("a N", "b OR"), asked);
        }

        @Test
        void aFlagSurvivesChecksThatAccept() {
            Validator validator = new Validator(List.of(check("a", null), new MediumCheck()));
            assertEquals(
                    new Verdict.Flagged(hour("A1", "O3", END, "1").flagged(DOUBTFUL), "a"),
                    validator.judge(hour("A1", "O3", END, "1"), AIR, ARRIVED));
        }

        @Test
        void withoutChecksAllIsAccepted() {
            assertAccepted(new Validator(List.of()), hour("A1", "O3", END, "1"), AIR, ARRIVED);
        }
    }

    private static boolean accepts(Check check, Reading reading, Station station) {
        return check.judge(reading, station, Samples.ARRIVED) instanceof Verdict.Accepted;
    }

    private static void assertAccepted(Check check, Reading reading, Station station, Instant receivedAt) {
        assertEquals(new Verdict.Accepted(reading), check.judge(reading, station, receivedAt));
    }

    private static void assertRefused(
            Reason reason, Check check, Reading reading, Station station, Instant receivedAt) {
        assertEquals(reason, refusal(check, reading, station, receivedAt).reason());
    }

    private static Refusal refusal(Check check, Reading reading, Station station, Instant receivedAt) {
        Verdict.Refused refused = assertInstanceOf(Verdict.Refused.class, check.judge(reading, station, receivedAt));
        return new Refusal(refused.reason(), PLACE, refused.detail().get());
    }
}
