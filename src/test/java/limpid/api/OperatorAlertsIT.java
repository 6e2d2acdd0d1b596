package limpid.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import limpid.PostgresExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The alert rules ask for figures that there are, and each alert is explained. */
class OperatorAlertsIT {
    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final Path RULES = Path.of(".deploy/prometheus/limpid-rules.yml");
    private static final Path EXPLAINED = Path.of("docs/operate.md");

    private static ApiServer server;

    @BeforeAll
    static void start() {
        server = new ApiServer(POSTGRES.settings());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static List<String> found(String pattern) throws IOException {
        return Pattern.compile(pattern)
                .matcher(Files.readString(RULES))
                .results()
                .map(MatchResult::group)
                .distinct()
                .toList();
    }

    @Test
    void eachFigureIsThereFromTheStartOn() throws IOException {
        List<String> names = found("\\blimpid_\\w+");
        assertFalse(names.isEmpty());
        String metrics = server.get("/prometheus").text();
        assertEquals(
                List.of(),
                names.stream()
                        .filter(name -> !Pattern.compile("(?m)^" + name + "[ {]")
                                .matcher(metrics)
                                .find())
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
