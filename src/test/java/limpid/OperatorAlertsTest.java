package limpid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The alert rules ask for figures that the service has, and each alert is explained. */
class OperatorAlertsTest {
    private static final Path RULES = Path.of(".deploy/prometheus/limpid-rules.yml");
    private static final Path EXPLAINED = Path.of("docs/operate.md");
    private static final Path SOURCES = Path.of("src/main/java");
    private static final Pattern METER = Pattern.compile("\"(limpid\\.[a-z0-9.]+)\"");

    private static List<String> found(String pattern) throws IOException {
        return Pattern.compile(pattern)
                .matcher(Files.readString(RULES))
                .results()
                .map(MatchResult::group)
                .distinct()
                .toList();
    }

    /** As Prometheus has them, without the end that it gives to counters. */
    private static Set<String> meters() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            List<Path> sources =
                    files.filter(file -> file.toString().endsWith(".java")).toList();
            StringBuilder all = new StringBuilder();
            for (Path source : sources) {
                all.append(Files.readString(source));
            }
            return METER.matcher(all)
                    .results()
                    .map(name -> name.group(1).replace('.', '_'))
                    .collect(Collectors.toSet());
        }
    }

    @Test
    void eachFigureIsMeasured() throws IOException {
        List<String> names = found("\\blimpid_\\w+");
        assertFalse(names.isEmpty());
        Set<String> meters = meters();
        assertEquals(
                List.of(),
                names.stream()
                        .filter(name -> !meters.contains(name.replaceFirst("_total$", "")))
                        .toList());
    }

    @Test
    void eachAlertIsExplained() throws IOException {
        String explained = Files.readString(EXPLAINED);
        List<String> alerts = found("(?<=alert: )\\w+");
        assertFalse(alerts.isEmpty());
        assertEquals(
                List.of(),
                alerts.stream()
                        .filter(alert -> !explained.contains("| `" + alert + "` |"))
                        .toList());
    }
}
