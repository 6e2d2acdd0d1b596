package limpid.programme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import limpid.programme.ProgrammeFile.Refused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Programme files that cannot be used are refused with file, line and reason. */
class ProgrammeFileTest {
    private static final String GOOD = """
            id: town
            nameZh: 镇
            nameEn: Town
            assessment: running
            documents:
              - {key: d1, file: plan.txt, titleZh: 计划, titleEn: Plan}
            indicators:
              - no: "1"
                nameZh: 噪声
                nameEn: Noise
                unit: dB(A)
                scope: town
                direction: down
                computed: noise.regional
                targets:
                  - {period: "2026", operator: "<=", value: "60", kind: target, document: d1, locator: "1"}
            """;

    @Test
    void aNewCityNeedsNoCode(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("town.yml"), GOOD);
        Programmes programmes = Programmes.with(folder);
        assertEquals("Town", programmes.find("town").orElseThrow().nameEn());
        assertTrue(programmes.find("model-city-6").isPresent());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "id: town ; id: Town ; town.yml line 1: id 'Town' is not made of small letters, digits and dashes",
                "direction: down ; direction: low ; town.yml line 13: direction 'low' is not one of up, down, exact",
                "direction: down ; dircetion: down ; town.yml line 13: 'dircetion' is not one of no part parts same group nameZh nameEn unit scope span direction computed meets precision items appliesTo units targets",
                "unit: dB(A) ; no: \"2\" ; town.yml line 11: 'no' stands twice",
                "computed: noise.regional ; parts: a and b ; town.yml line 8: parts names [a, b], indicator 1 has []",
                "computed: noise.regional ; parts: a und b ; town.yml line 14: parts 'a und b' is not made of parts such as a and b",
                "unit: dB(A) ; parts: a and b ; town.yml line 8: an indicator with parts follows from these: no part, computed, meets, items or appliesTo",
                "kind: target ; kind: wish ; town.yml line 16: kind 'wish' is not one of binding, expected, target, task, rule, baseline, observed",
                "document: d1 ; document: d2 ; town.yml line 16: document 'd2' is not the key of a document of this file",
                "value: \"60\" ; value: \"\" ; town.yml line 16: 'value' must not be empty",
                "period: \"2026\" ; period: \"26\" ; town.yml line 16: period '26' is neither 'assessed' nor a year 2026, half-year 2026-H1, quarter 2026-Q1 or month 2026-03",
                "noise.regional ; air.mean PM1 ; town.yml line 14: computed 'PM1' after air.mean is not SO2|NO2|PM10|PM2\\.5|CO|O3 (district|stations|area)=\\S+",
            })
    void aWrongLineIsNamed(String good, String bad, String complaint) {
        String yaml = GOOD.replace(good, bad);
        assertEquals(complaint, refusal(yaml));
    }

    @Test
    void brokenYamlIsNamedByItsLine() {
        assertTrue(refusal(GOOD.replace("unit: dB(A)", "unit: [dB(A)")).startsWith("town.yml line 1"));
    }

    @Test
    void anIndicatorStandsOnce() {
        String twice = GOOD + GOOD.substring(GOOD.indexOf("  - no"));
        assertEquals("town.yml line 17: indicator 1 stands twice", refusal(twice));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\">=\" | 61 | contradicts the target of line 16: no figure is both <= 60 and >= 61",
                "\">\"  | 60 | contradicts the target of line 16: no figure is both <= 60 and > 60",
                "\"<=\" | 55 | a second target beside that of line 16; where the document prints both, say so as anomaly"
            })
    void contradictoryTargetsAreRefused(String operator, String value, String complaint) {
        String second = "      - {period: \"2026\", operator: " + operator + ", value: \"" + value
                + "\", kind: target, document: d1, locator: \"2\"}\n";
        assertEquals("town.yml line 17: " + complaint, refusal(GOOD + second));
    }

    @Test
    void twoPrintedTargetsAreKeptWhereTheFileSaysSo() {
        String second = "      - {period: \"2026\", operator: \"<=\", value: \"55\", kind: target, document: d1, "
                + "locator: \"2\", anomaly: \"printed twice\"}\n";
        Programme programme = ProgrammeFile.read("town.yml", GOOD + second);
        assertEquals(2, programme.indicators().getFirst().targets().size());
    }

    @Test
    void anOwnCopyTakesTheShippedOnesPlace(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("mine.yml"), GOOD.replace("id: town", "id: jiangmen"));
        Programmes programmes = Programmes.with(folder);
        assertEquals("Town", programmes.find("jiangmen").orElseThrow().nameEn());
        assertEquals(Programmes.shipped().all().size(), programmes.all().size());
    }

    @Test
    void twoOwnOnesOfTheSameIdAreRefused(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("a.yml"), GOOD);
        Files.writeString(folder.resolve("b.yml"), GOOD);
        assertTrue(assertThrows(Refused.class, () -> Programmes.with(folder))
                .getMessage()
                .endsWith("b.yml line 1: there is already a programme 'town'"));
    }

    @ParameterizedTest
    @CsvSource({
        "'', 2015, source: a report without a source proves nothing",
        "x, 15, 'period: ''15'' is not a year 2026, half-year 2026-H1 or quarter 2026-Q1'"
    })
    void aReportNeedsASource(String source, String period, String complaint) {
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class,
                () -> new Report("1", "", period, "", null, true, null, true, source, "", "lab", Instant.EPOCH, 1));
        assertEquals(complaint, refused.getMessage());
    }

    private static String refusal(String yaml) {
        return assertThrows(Refused.class, () -> ProgrammeFile.read("town.yml", yaml))
                .getMessage();
    }
}
