package limpid.bulletin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import limpid.measure.Language;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplatesTest {
    private final Path folder;

    TemplatesTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private String written(String template, Map<String, Object> figures) throws IOException {
        Files.writeString(folder.resolve("临江市.zh.md"), template);
        return Templates.with(folder, Shape.ANYTHING).markdown("临江市", Language.ZH, figures);
    }

    @Test
    void theTemplateSaysTheDecimals() throws IOException {
        assertEquals(
                "-46.2 -19.1 -25 -4.76 +2.65 4.30\n",
                written(
                        "{{ trend(14, 26, 1).signed }} {{ trend(38, 47, 1).signed }} {{ trend(21, 28, 0).signed }} "
                                + "{{ trend(co, coBefore, 2).signed }} {{ trend(155, 151, 2).signed }} {{ index | figure(2) }}",
                        Map.of(
                                "co",
                                new BigDecimal("2.0"),
                                "coBefore",
                                new BigDecimal("2.1"),
                                "index",
                                new BigDecimal("4.3"))));
    }

    @Test
    void aMissingFigureIsNamedAndNeverZero() throws IOException {
        Map<String, Object> figures = new HashMap<>();
        figures.put("none", null);
        assertEquals(
                "缺（有效日数不足） 缺 – 88.9% 88.9 missing missing\n",
                written(
                        "{{ none | figure(1, 'tooFewDays', '%') }} {{ none | figure(1) }} {{ none | cell(1) }} {{ 88.88 | figure(1, null, '%') }} {{ 88.88 | cell(1) }} {{ trend(1, none, 1).way }} "
                                + "{{ trend(1, 0, 1).way }}",
                        figures));
    }

    @Test
    void directionsAreThoseOfTheDifference() throws IOException {
        assertEquals(
                "down 2 up 3 level 0\n",
                written(
                        "{% set d = difference(19, 21, 0) %}{{ d.way }} {{ d.amount }} "
                                + "{% set d = difference(5, 2, 0) %}{{ d.way }} {{ d.amount }} "
                                + "{% set d = difference(2, 2, 0) %}{{ d.way }} {{ d.amount }}",
                        Map.of()));
    }

    @Test
    void namesCannotBringMarkdownOrHtml() throws IOException {
        String name = "<script>alert(1)</script>|[x](javascript:alert(2))**\n# 大";
        String markdown = written("# 通报\n\n| a | b |\n|---|---|\n| {{ name }} | 1 |\n", Map.of("name", name));
        String html = HtmlPage.of(markdown, Language.ZH);
        assertFalse(html.contains("<script"), html);
        assertFalse(html.contains("href"), html);
        assertFalse(html.contains("<strong>"), html);
        assertTrue(
                html.contains("<td>&lt;script&gt;alert(1)&lt;/script&gt;|[x](javascript:alert(2))** # 大</td>"), html);
        assertTrue(html.contains("<title>通报</title>"), html);
    }

    @Test
    void aLineCannotBecomeAHeadingOrAList() throws IOException {
        String html = HtmlPage.of(
                written(
                        "{{ a }}\n\n{{ b }}\n\n{{ c }}\n\n{{ d }}",
                        Map.of("a", "# a", "b", "1. b", "c", "- c", "d", "2016-01-01")),
                Language.EN);
        assertTrue(html.contains("<p># a</p>\n<p>1. b</p>\n<p>- c</p>\n<p>2016-01-01</p>"), html);
    }

    @Test
    void htmlInATemplateShowsAsText() throws IOException {
        String html = HtmlPage.of(written("<b onclick=x>fett</b>", Map.of()), Language.ZH);
        assertFalse(html.contains("<b "), html);
    }

    @Test
    void aCitysOwnTemplateGoesFirstAndAnotherForAllNext() throws IOException {
        Files.writeString(folder.resolve("临江市.zh.md"), "own");
        Files.writeString(folder.resolve("bulletin.zh.md"), "all");
        Templates templates = Templates.with(folder, Shape.ANYTHING);
        assertEquals("own\n", templates.markdown("临江市", Language.ZH, Map.of()));
        assertEquals("all\n", templates.markdown("../临江市", Language.ZH, Map.of()));
    }

    @Test
    void aBadTemplateIsNamedByFileAndLine() throws IOException {
        BadTemplate unread = assertThrows(BadTemplate.class, () -> written("a\n{% if %}", Map.of()));
        assertTrue(String.valueOf(unread.getMessage()).startsWith("临江市.zh.md line 2: "), unread.getMessage());
        assertUnknown("a\n\n{{ airr.days }}", "airr");
        assertUnknown("a\n\n{{ air.dayss }}", "dayss");
        Files.writeString(folder.resolve("bulletin.md"), "no language");
        assertThrows(BadTemplate.class, () -> Templates.with(folder, Shape.ANYTHING));
    }

    private void assertUnknown(String template, String name) {
        BadTemplate unknown =
                assertThrows(BadTemplate.class, () -> written(template, Map.of("air", Map.of("days", 1))));
        assertEquals("临江市.zh.md line 3: no figure is called '" + name + "'", unknown.getMessage());
        assertEquals(name, unknown.name());
        assertEquals(3, unknown.line());
    }

    /** The names of a bulletin in small. */
    private static final Shape SMALL = new Shape.Named(Map.of(
            "city",
            Shape.ANYTHING,
            "air",
            new Shape.Named(Map.of("days", new Shape.Each(new Shape.Named(Map.of("now", Shape.ANYTHING))))),
            "list",
            new Shape.Each(new Shape.Named(Map.of("name", Shape.ANYTHING)))));

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{{ airr.days }} ; airr",
                "{{ air.dayss }} ; dayss",
                "{{ air.days.good.nwo | figure(1) }} ; nwo",
                "{% if air is null %}{{ air.days['good'].then }}{% endif %} ; then",
                "{% for one in list %}{{ one.nam }}{% endfor %} ; nam",
                "{% for one in list %}{% endfor %}{{ one.name }} ; one",
                "{% set d = air.days %}{{ d.good.noww }} ; noww",
                "{{ trend(air.days.good.now, air.days.good.befor, 1).way }} ; befor",
                "{{ city == 'x' ? citty : 1 }} ; citty",
            })
    void aNameThatNoFigureHasIsRefusedWhereverItStands(String template, String name) throws IOException {
        Files.writeString(folder.resolve("bulletin.zh.md"), "a\n" + template);
        BadTemplate bad = assertThrows(BadTemplate.class, () -> Templates.with(folder, SMALL));
        assertEquals("bulletin.zh.md line 2: no figure is called '" + name + "'", bad.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ air.days.good.now | figure(1) }} {{ trend(air.days.good.now, 1, 1).way }}",
                "{% for one in list %}{{ one.name }} {{ loop.index }}{% endfor %}",
                "{% macro row(c) %}{{ c.anything }}{% endmacro %}{{ row(air) }}",
                "{% if more is defined %}{% endif %}{% set classes = ['a', 'b'] %}{{ classes[0] }}"
            })
    void whatATemplateNamesItselfIsKnown(String template) throws IOException {
        Files.writeString(folder.resolve("bulletin.en.md"), template);
        Files.writeString(folder.resolve("bulletin.zh.md"), "{{ city }}");
        assertEquals("x\n", Templates.with(folder, SMALL).markdown("", Language.ZH, Map.of("city", "x")));
    }

    @Test
    void figuresThatDifferAreNamedByWhereTheyStand() {
        Map<String, Object> then = Map.of(
                "air", Map.of("index", new BigDecimal("4.30"), "evidence", "a"),
                "offTarget", List.of(Map.of("section", "S1", "class", 4)),
                "same", 1);
        Map<String, Object> now = Map.of(
                "air", Map.of("index", new BigDecimal("4.31"), "evidence", "b"), "offTarget", List.of(), "same", 1);
        assertEquals(
                List.of(
                        new Difference("air.index", "4.30", "4.31"),
                        new Difference("offTarget[S1 4].class", "4", null),
                        new Difference("offTarget[S1 4].section", "S1", null)),
                Difference.between(then, now).stream()
                        .sorted(java.util.Comparator.comparing(Difference::figure))
                        .toList());
    }
}
