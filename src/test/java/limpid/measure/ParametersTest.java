package limpid.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ParametersTest {
    private final Parameters parameters = Parameters.standard();

    @Test
    void numbersUnderWhichReadingsAreStoredNeverChange() {
        assertEquals(
                Table.resource("/golden/measure/parameter-ids.csv")
                        .map(row -> row.integer("id") + " " + row.text("code")),
                parameters.all().stream()
                        .map(parameter -> parameter.id() + " " + parameter.code())
                        .toList());
    }

    @Test
    void aParameterIsFoundByCodeAndByNumber() {
        for (Parameter parameter : parameters.all()) {
            assertEquals(parameter, parameters.get(parameter.code()));
            assertEquals(parameter, parameters.byId(parameter.id()));
        }
        assertEquals(Optional.empty(), parameters.byCode("pm2.5"), "names are exact");
        assertThrows(IllegalArgumentException.class, () -> parameters.get("pm2.5"));
        assertThrows(IllegalArgumentException.class, () -> parameters.byId(-1));
    }

    @Test
    void noTwoCodesDifferByCaseAlone() {
        Set<String> seen = new HashSet<>();
        parameters.all().forEach(one -> assertTrue(seen.add(one.code().toUpperCase(Locale.ROOT)), one.code()));
    }

    @Test
    void everyNumberFitsItsColumn() {
        parameters.all().forEach(one -> assertTrue(one.id() > 0 && one.id() <= Short.MAX_VALUE, one.code()));
    }

    @Test
    void theContractsNamesAreThere() {
        for (String code : ("SO2 NO2 CO O3 PM10 PM2.5 NO NOx TEMP RH WS WD PRES RAIN WT PH DO EC TURB CODMN NH3N TP TN"
                        + " LEQ LMAX LMIN L5 L10 L50 L90 L95 SD LAS")
                .split(" ")) {
            assertTrue(parameters.byCode(code).isPresent(), code);
        }
    }

    @Test
    void whatIsPlausibleIsPossible() {
        for (Parameter parameter : parameters.all()) {
            BigDecimal least = parameter.plausible().min();
            BigDecimal most = parameter.plausible().max();
            assertTrue(least == null || parameter.possible().contain(least), parameter.code());
            assertTrue(most == null || parameter.possible().contain(most), parameter.code());
        }
    }

    @Test
    void weatherIsMeasuredBesideEverything() {
        for (Medium medium : Medium.values()) {
            assertTrue(parameters.get("TEMP").belongsTo(medium));
            assertEquals(medium == Medium.AIR, parameters.get("O3").belongsTo(medium));
            assertEquals(medium == Medium.NOISE, parameters.get("LAS").belongsTo(medium));
            assertEquals(medium == Medium.WATER, parameters.get("PH").belongsTo(medium));
        }
    }

    @Test
    void bothEndsOfBoundsAreInside() {
        Parameter.Bounds bounds = new Parameter.Bounds(new BigDecimal("0"), new BigDecimal("14"));
        assertTrue(bounds.contain(new BigDecimal("0.00")));
        assertTrue(bounds.contain(new BigDecimal("14")));
        assertFalse(bounds.contain(new BigDecimal("14.01")));
        assertFalse(bounds.contain(new BigDecimal("-0.01")));
        assertEquals("0..14", bounds.toString());
        assertEquals("-∞..∞", new Parameter.Bounds(null, null).toString());
        assertTrue(new Parameter.Bounds(null, null).contain(new BigDecimal("-1e30")));
        assertThrows(IllegalArgumentException.class, () -> new Parameter.Bounds(BigDecimal.ONE, BigDecimal.ZERO));
    }

    @Test
    void eachParameterHasItsMean() {
        assertEquals(DayStatistic.HYDROGEN_IONS, parameters.get("PH").mean());
        assertEquals(DayStatistic.NONE, parameters.get("WD").mean());
        assertEquals(
                List.of("LEQ", "LAS"),
                parameters.all().stream()
                        .filter(one -> one.mean() == DayStatistic.ENERGY)
                        .map(Parameter::code)
                        .toList());
    }
}
