package limpid.programme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import limpid.measure.Table;
import limpid.measure.Table.Row;
import org.junit.jupiter.api.Test;

/** Every printed target of the five documents is in a programme as printed, and reached by a check of its year. */
class ProgrammeTargetsTest {
    private static final Map<String, String> PROGRAMMES = Map.of(
            "Yangjiang", "yangjiang",
            "Jiangmen", "jiangmen",
            "Liupanshui", "liupanshui-2017",
            "Qingyuan", "qingyuan",
            "Qidong", "qidong-263");

    private final Programmes programmes = Programmes.shipped();

    @Test
    void everyRowIsReachedByACheckOfItsYear() {
        List<Row> rows = Table.resource("/golden/programme/targets.csv").rows();
        assertEquals(266, rows.size());
        rows.forEach(this::assertReached);
    }

    private void assertReached(Row row) {
        Programme programme = programmes.find(PROGRAMMES.get(row.text("city"))).orElseThrow();
        LocalDate end = LocalDate.of(Integer.parseInt(row.text("year").substring(0, 4)), 12, 31);
        List<Check> checks = Assessor.check(programme, new Given(), end).stream()
                .filter(check -> printedSo(check.question(), row))
                .toList();
        assertEquals(1, checks.size(), () -> "line " + row.line() + " " + row.text("indicator"));
        assertFalse(checks.getFirst().verdict().isEmpty());
    }

    private static boolean printedSo(Check.Question question, Row row) {
        Target target = question.target();
        return target.document().file().equals(row.text("document_file"))
                && target.document().titleEn().equals(row.text("document"))
                && target.locator().equals(row.text("locator"))
                && target.period() != null
                && target.period().name().replace("-", "").equals(row.text("year"))
                && named(question.indicator(), row)
                && target.operator().sign().equals(row.text("operator"))
                && target.printed().equals(row.text("value"))
                && target.unit().equals(row.text("unit"))
                && target.kind().name().equalsIgnoreCase(row.text("kind"))
                && target.monitored().equals(row.text("from_monitoring"))
                && target.quote().equals(row.text("quote_zh"))
                && target.note().equals(row.text("note"));
    }

    private static boolean named(Indicator indicator, Row row) {
        return indicator.nameEn().equals(row.text("indicator"))
                && indicator.scope().equals(row.text("scope"));
    }

    @Test
    void theNationalSetHas26IndicatorsIn29Rows() {
        List<Indicator> indicators = programmes.find("model-city-6").orElseThrow().indicators().stream()
                .filter(indicator -> indicator.parts() == null)
                .toList();
        assertEquals(29, indicators.size());
        assertEquals(26, indicators.stream().map(Indicator::no).distinct().count());
    }

    @Test
    void allOf26StandInLiupanshuisOwnSet() {
        List<Indicator> indicators =
                programmes.find("liupanshui-2017").orElseThrow().indicators();
        assertTrue(programmes.find("model-city-6").orElseThrow().indicators().stream()
                .allMatch(national ->
                        indicators.stream().anyMatch(own -> own.code().equals(national.code()))));
    }

    @Test
    void everyIndicatorIsNamedInBothLanguages() {
        for (Programme programme : programmes.all()) {
            for (Indicator indicator : programme.indicators()) {
                assertTrue(indicator.nameZh().matches(".*[\\u4e00-\\u9fff].*"), indicator.nameEn());
                assertFalse(indicator.nameEn().isBlank(), indicator.nameZh());
            }
        }
    }
}
