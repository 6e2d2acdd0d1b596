package limpid.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import limpid.alert.Silence.Heard;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SilenceTest {
    private static final Instant HEARD = Instant.parse("2026-03-01T00:00:00Z");

    /** Three periods, and an hour at least; two sets of four hours, and an hour's grace. */
    @ParameterizedTest
    @CsvSource({
        "PT1H, PT3H, ''",
        "PT1H, PT3H1S, silent 2026-03-01T03:00:00Z",
        "PT1S, PT59M, ''",
        "PT1S, PT61M, silent 2026-03-01T01:00:00Z"
    })
    void aStationIsSilentAfterItsTimeRanOut(Duration period, Duration later, String alerts) {
        assertEquals(alerts, texts(look(new Heard("临江", period, HEARD, null, "x"), List.of(), later)));
    }

    @ParameterizedTest
    @CsvSource({"PT9H, ''", "PT9H1S, missing-sets 2026-03-01T09:00:00Z"})
    void twoSetsAreMissing(Duration later, String alerts) {
        assertEquals(alerts, texts(look(heard(later, HEARD), List.of(), later)));
    }

    @Test
    void lookingAgainFindsNothingNew() {
        List<Alert> first = look(heard(Duration.ZERO, HEARD), List.of(), Duration.ofHours(20));
        assertEquals("silent 2026-03-01T12:00:00Z, missing-sets 2026-03-01T09:00:00Z", texts(first));
        assertEquals(List.of(), look(heard(Duration.ZERO, HEARD), first, Duration.ofHours(30)));
    }

    @Test
    void whatIsHeardAgainIsClearedAndMayFallSilentAnew() {
        List<Alert> first =
                look(new Heard("临江", Duration.ofHours(1), HEARD, null, "x"), List.of(), Duration.ofHours(4));
        Heard again = new Heard("临江", Duration.ofHours(1), HEARD.plusSeconds(4 * 3600 + 60), null, "x");
        List<Alert> cleared = look(again, first, Duration.ofHours(5));
        assertEquals(
                List.of(HEARD.plusSeconds(5 * 3600)),
                cleared.stream().map(Alert::clearedAt).toList());
        assertEquals("silent 2026-03-01T07:01:00Z", texts(look(again, List.of(), Duration.ofHours(9))));
    }

    /** A station that is heard, and whose newest set ended at an instant. */
    private static Heard heard(Duration later, Instant lastSet) {
        return new Heard("临江", Duration.ofHours(4), HEARD.plus(later), lastSet, "x");
    }

    private static List<Alert> look(Heard heard, List<Alert> active, Duration later) {
        return Silence.look(heard, active, HEARD.plus(later), AlertSettings.DEFAULTS);
    }

    private static String texts(List<Alert> alerts) {
        return String.join(
                ", ",
                alerts.stream()
                        .map(alert -> alert.kind() + " " + alert.raisedAt())
                        .toList());
    }
}
