package limpid.standard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import limpid.measure.Table;
import limpid.standard.BreakpointTable.Column;
import limpid.standard.BreakpointTable.Point;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** HJ 633-2012 table 1 and HJ 633-2026 table 3, column by column. */
class BreakpointTableTest {
    private static final List<Edition> EDITIONS =
            List.of(AirStandard.OF_2012.index(), AirStandard.OF_2026_TRANSITION.index());

    /** Every breakpoint of every column of both editions. */
    static Stream<Arguments> breakpoints() {
        return columns()
                .flatMap(column ->
                        IntStream.range(0, column.getPayload().points().size()).mapToObj(i -> Arguments.of(column, i)));
    }

    static Stream<Named<Column>> columns() {
        return EDITIONS.stream().flatMap(edition -> BreakpointTable.of(edition).columns().stream()
                .map(column -> Named.of(edition.code() + " " + column.averaging() + " " + column.pollutant(), column)));
    }

    @ParameterizedTest(name = "{0}, breakpoint {1}")
    @MethodSource("breakpoints")
    void givesTheIndexOneUnitBelowOnAndAboveEveryBreakpoint(Column column, int number) {
        Point point = column.points().get(number);
        BigDecimal unit = unit(column);
        assertEquals(OptionalInt.of(point.index()), column.index(point.concentration()), "on");
        if (number > 0) {
            assertEquals(
                    expected(column, number, unit.negate()),
                    column.index(point.concentration().subtract(unit)),
                    "below");
        }
        assertEquals(
                expected(column, number + 1, unit),
                column.index(point.concentration().add(unit)),
                "above");
    }

    private static BigDecimal unit(Column column) {
        return column.pollutant() == Pollutant.CO ? new BigDecimal("0.1") : BigDecimal.ONE;
    }

    /**
     * The index one unit away from a point inside the segment that ends at a breakpoint, in whole tenths, by another
     * way.
     */
    private static OptionalInt expected(Column column, int segmentEnd, BigDecimal step) {
        if (segmentEnd == column.points().size()) {
            return column.indexAbove() == null ? OptionalInt.empty() : OptionalInt.of(column.indexAbove());
        }
        Point low = column.points().get(segmentEnd - 1);
        Point high = column.points().get(segmentEnd);
        Point from = step.signum() < 0 ? high : low;
        BigInteger numerator = BigInteger.valueOf(high.index() - low.index())
                .multiply(tenths(from.concentration().add(step)).subtract(tenths(low.concentration())));
        BigInteger denominator = tenths(high.concentration()).subtract(tenths(low.concentration()));
        BigInteger[] quotient = numerator.divideAndRemainder(denominator);
        return OptionalInt.of(low.index() + quotient[0].intValueExact() + quotient[1].signum());
    }

    private static BigInteger tenths(BigDecimal concentration) {
        return concentration.movePointRight(1).toBigIntegerExact();
    }

    @Test
    void hasTenColumnsInTheOldEditionAndTwelveInTheNew() {
        assertEquals(
                List.of(10, 12),
                EDITIONS.stream()
                        .map(edition -> BreakpointTable.of(edition).columns().size())
                        .toList());
    }

    /**
     * Over all inputs at published precision and both editions 46 indices come out one too high when doubles are used
     * as the formula is printed.
     */
    @Test
    void givesTheFortySixIndicesThatDoublesGetWrong() {
        int wrong = 0;
        Column carbonMonoxide = BreakpointTable.of(EDITIONS.get(1))
                .column(Averaging.DAY, Pollutant.CO)
                .orElseThrow();
        assertEquals(OptionalInt.of(55), carbonMonoxide.index(new BigDecimal("2.2")));
        for (Named<Column> column : columns().toList()) {
            for (int i = 1; i < column.getPayload().points().size(); i++) {
                wrong += wrong(column.getPayload(), i);
            }
        }
        assertEquals(46, wrong);
    }

    private static int wrong(Column column, int segmentEnd) {
        Point low = column.points().get(segmentEnd - 1);
        Point high = column.points().get(segmentEnd);
        int wrong = 0;
        BigDecimal unit = unit(column);
        for (BigDecimal c = low.concentration().add(unit); c.compareTo(high.concentration()) <= 0; c = c.add(unit)) {
            double printed = (double) (high.index() - low.index())
                            / (high.concentration().doubleValue()
                                    - low.concentration().doubleValue())
                            * (c.doubleValue() - low.concentration().doubleValue())
                    + low.index();
            int exact = expected(column, segmentEnd, c.subtract(low.concentration()))
                    .orElseThrow();
            assertEquals(OptionalInt.of(exact), column.index(c));
            if ((int) Math.ceil(printed) != exact) {
                assertEquals(Pollutant.CO, column.pollutant());
                assertEquals(exact + 1, (int) Math.ceil(printed));
                wrong++;
            }
        }
        return wrong;
    }

    @Test
    void neverFallsAsConcentrationsRise() {
        columns().map(Named::getPayload).forEach(column -> {
            int last = 0;
            BigDecimal top = column.points().getLast().concentration();
            for (BigDecimal c = BigDecimal.ZERO; c.compareTo(top) <= 0; c = c.add(unit(column))) {
                int index = column.index(c).orElseThrow();
                assertTrue(index >= last, column.pollutant() + " " + c);
                last = index;
            }
        });
    }

    @Test
    void refusesANegativeConcentration() {
        Column column = BreakpointTable.of(EDITIONS.get(0)).columns().getFirst();
        assertThrows(IllegalArgumentException.class, () -> column.index(new BigDecimal("-1")));
    }

    @Test
    void refusesPointsThatFallAndColumnsWithoutARuleForWhatLiesAbove() {
        String header = "edition,averaging,pollutant,iaqi,concentration\n";
        Table above =
                Table.text("above", "edition,averaging,pollutant,above,iaqi,instead,clause\nX,24h,SO2,50,500,,\n");
        Table falling = Table.text("points", header + "X,24h,SO2,0,0\nX,24h,SO2,50,50\nX,24h,SO2,100,40\n");
        Table unruled = Table.text("points", header + "X,24h,SO2,0,0\nX,24h,SO2,50,50\nX,24h,NO2,0,0\n");
        assertThrows(Table.Malformed.class, () -> BreakpointTable.read(falling, above));
        assertThrows(IllegalArgumentException.class, () -> BreakpointTable.read(unruled, above));
    }
}
