package limpid.water;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import limpid.standard.ClassLimits;
import limpid.station.Station.WaterBodyType;
import limpid.water.Decimals.Stage;
import org.junit.jupiter.api.Test;

class DecimalsTest {
    @Test
    void roundsHalfToEven() {
        assertEquals(new BigDecimal("2.2"), round("CODMN", "2.25", Stage.ASSESSMENT));
        assertEquals(new BigDecimal("2.4"), round("CODMN", "2.35", Stage.ASSESSMENT));
        assertEquals(new BigDecimal("9"), round("PH", "9.4", Stage.ASSESSMENT));
        assertEquals(new BigDecimal("9.02"), round("PH", "9.02", Stage.STATION));
        assertEquals(new BigDecimal("9.0249"), round("PH", "9.0249", Stage.UNROUNDED));
    }

    @Test
    void aValueThatIsNotZeroKeepsOneDigit() {
        assertEquals(new BigDecimal("0.003"), round("NH3N", "0.0034", Stage.ASSESSMENT));
        assertEquals(new BigDecimal("0.000002"), round("HG", "0.0000016", Stage.ASSESSMENT));
        assertEquals(new BigDecimal("0.00"), round("NH3N", "0.000", Stage.ASSESSMENT));
        assertEquals(new BigDecimal("-0.004"), round("NH3N", "-0.0041", Stage.ASSESSMENT));
    }

    @Test
    void itemsWithoutARuleAreNotRounded() {
        assertEquals(new BigDecimal("0.0000028123"), round("BAPW", "0.0000028123", Stage.ASSESSMENT));
        assertEquals(new BigDecimal("3.456"), round("BOD5", "3.456", Stage.STATION), "no station decimals known");
    }

    /** The same values are class IV in a weekly and class III in a monthly: decimals belong to the product. */
    @Test
    void theProductDecides() {
        Map<String, BigDecimal> values = Values.of(Map.of("DO", "4.96", "PH", "9.4"));
        assertEquals(6, classOf(values, Stage.STATION));
        assertEquals(3, classOf(values, Stage.ASSESSMENT));
        assertEquals(4, classOf(Values.of(Map.of("DO", "4.96")), Stage.STATION));
    }

    /** All values of a national snapshot that carry their original beside what was displayed. */
    @Test
    void displayedValuesOfTheSnapshot() throws IOException {
        Map<String, String> columns = Map.of(
                "水温(℃)",
                "WT",
                "pH(无量纲)",
                "PH",
                "溶解氧(mg/L)",
                "DO",
                "电导率(μS/cm)",
                "EC",
                "浊度(NTU)",
                "TURB",
                "高锰酸盐指数(mg/L)",
                "CODMN",
                "氨氮(mg/L)",
                "NH3N",
                "总磷(mg/L)",
                "TP",
                "总氮(mg/L)",
                "TN");
        int checked = 0;
        List<String> different = new ArrayList<>();
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Objects.requireNonNull(
                        DecimalsTest.class.getResourceAsStream("/recorded/water-snapshot-2020-05-08.csv.gz"))),
                StandardCharsets.UTF_8))) {
            List<String> header = List.of(in.readLine().split(",", -1));
            for (String line : in.lines().toList()) {
                List<String> fields = List.of(line.split(",", -1));
                for (Map.Entry<String, String> column : columns.entrySet()) {
                    String shown = fields.get(header.indexOf(column.getKey()));
                    String original = fields.get(header.indexOf(
                            column.getKey().substring(0, column.getKey().indexOf('(')) + "_原始值"));
                    if (!shown.equals("--") && !shown.equals("*") && !shown.isEmpty() && !original.isEmpty()) {
                        BigDecimal rounded = round(column.getValue(), original, Stage.STATION);
                        checked++;
                        if (rounded.compareTo(new BigDecimal(shown)) != 0) {
                            different.add(column.getValue() + " " + original + " shown as " + shown);
                        }
                    }
                }
            }
        }
        assertEquals(8446, checked);
        assertEquals(List.of(), different);
    }

    private static int classOf(Map<String, BigDecimal> values, Stage stage) {
        return Objects.requireNonNull(SectionClass.of(
                        Decimals.round(values, stage),
                        WaterBodyType.RIVER,
                        ItemSet.assessment(),
                        ClassLimits.GB_3838_2002)
                .waterClass());
    }

    private static BigDecimal round(String code, String value, Stage stage) {
        return Decimals.round(code, new BigDecimal(value), stage);
    }
}
