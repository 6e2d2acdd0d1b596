package limpid.programme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import limpid.measure.Table;
import limpid.measure.Word;
import org.junit.jupiter.api.Test;

/** What checks tell, in both languages. */
class ExplanationTest {
    private static final Pattern USED = Pattern.compile("Explanation\\.of\\(\\s*\"([A-Za-z]+)\"");

    @Test
    void aSentenceIsFilledInBothLanguages() {
        Explanation told = Explanation.of("ofValidDays", 80, 90, Explanation.of("span", "2016-01-01", "2016-03-31"));
        assertEquals("80 of 90 valid days, 2016-01-01 to 2016-03-31", told.en());
        assertEquals("有效 90 天中优良 80 天，2016-01-01 至 2016-03-31", told.zh());
    }

    @Test
    void reasonsOfOtherPackagesKeepTheirCodeInEnglish() {
        assertEquals("tooFewDays", Explanation.of("tooFewDays").en());
        assertEquals("有效日数不足", Explanation.of("tooFewDays").zh());
        assertEquals("noData", Explanation.of("noData").en());
        assertEquals("无数据", Explanation.of("noData").zh());
    }

    @Test
    void severalStandOneAfterTheOther() {
        Explanation several = Explanation.all(
                List.of(Explanation.of("one", "SO2", Explanation.of("noData")), Explanation.of("noPartApplies")));
        assertEquals("SO2: noData; no part applies", several.en());
        assertEquals("SO2：无数据；各分项均不适用", several.zh());
    }

    @Test
    void everySentenceHasTheSamePlacesInBothLanguages() {
        Table.resource("/limpid/programme/words.csv").rows().forEach(row -> {
            assertFalse(row.required("zh").isEmpty() || row.required("en").isEmpty());
            // Those that name a place in either language have a place in the sentence for each.
            if (!Set.of("joint", "noStationIn", "gradedIndicators").contains(row.text("code"))) {
                assertEquals(places(row.text("zh")), places(row.text("en")), row.text("code"));
            }
        });
    }

    private static Set<String> places(String text) {
        return Pattern.compile("\\{[0-9]}")
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .collect(java.util.stream.Collectors.toSet());
    }

    /** A sentence that nobody wrote down would be read as its code. */
    @Test
    void everyCodeThatIsToldStandsInTheWords() throws IOException {
        Set<String> known = new HashSet<>();
        Table.resource("/limpid/programme/words.csv").rows().forEach(row -> known.add(row.text("code")));
        Word.all().forEach(word -> known.add(word.code()));
        known.add("class");
        try (Stream<Path> files = Files.walk(Path.of("src/main/java/limpid"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                USED.matcher(Files.readString(file))
                        .results()
                        .map(match -> match.group(1))
                        .forEach(code -> assertTrue(known.contains(code), file + ": " + code));
            }
        }
    }
}
