package limpid.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import limpid.air.Reason;
import limpid.measure.Word;
import limpid.noise.NoiseLevel.Shortfall;
import limpid.noise.YearOnYear;
import limpid.water.Comparison;
import org.junit.jupiter.api.Test;

/** Verdicts and reasons are worded once: neither the page nor a dashboard has words of its own for them. */
class WordsTest {
    private static final Pattern KEY = Pattern.compile("(?m)^ *\"([^\"]+)\": *\\[");

    @Test
    void thePageTakesThemFromTheService() throws IOException {
        List<String> served = new ArrayList<>();
        for (Word word : Word.all()) {
            served.add(word.code());
            served.add("reason." + word.code());
        }
        for (Reason reason : Reason.values()) {
            served.add("reason." + reason.code());
        }
        List<String> own = KEY.matcher(Files.readString(Path.of("src/main/resources/web/words.js")))
                .results()
                .map(match -> match.group(1))
                .toList();
        assertTrue(own.size() > 200, "words of the page: " + own.size());
        assertEquals(List.of(), own.stream().filter(served::contains).toList());
    }

    @Test
    void everyReasonOfAFigureHasAWord() {
        Set<String> words = Word.all().stream().map(Word::code).collect(Collectors.toSet());
        Set<String> reasons = new TreeSet<>(Set.of(Comparison.TOO_FEW_SECTIONS));
        for (Shortfall shortfall : Shortfall.values()) {
            reasons.add(shortfall.code());
        }
        for (YearOnYear.Reason reason : YearOnYear.Reason.values()) {
            reasons.add(reason.code());
        }
        reasons.removeAll(words);
        assertEquals(Set.of(), reasons);
    }

    @Test
    void dashboardsShowTheSame() throws IOException {
        List<String> wrong = new ArrayList<>();
        int[] seen = {0};
        try (Stream<Path> files = Files.list(Path.of("grafana/dashboards"))) {
            for (Path file :
                    files.filter(one -> one.toString().endsWith(".json")).toList()) {
                for (JsonNode mapping :
                        new ObjectMapper().readTree(file.toFile()).findValues("options")) {
                    for (Word word : Word.all()) {
                        String text = mapping.at("/" + word.code() + "/text").asText();
                        seen[0] += text.isEmpty() ? 0 : 1;
                        if (!text.isEmpty() && !text.equals(word.zh() + " " + word.en())) {
                            wrong.add(file + ": " + text);
                        }
                    }
                }
            }
        }
        assertEquals(List.of(), wrong);
        assertTrue(seen[0] >= 5, "words seen: " + seen[0]);
    }
}
