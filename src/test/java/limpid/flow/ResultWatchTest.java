package limpid.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import limpid.alert.Alert;
import limpid.measure.LocalDay;
import limpid.rule.Rules;
import limpid.store.Alerts.Figures;
import limpid.store.Alerts.Watched;
import org.junit.jupiter.api.Test;

/** Alerts of air and noise follow from the results alone, whenever they are looked at. */
class ResultWatchTest {
    private static final Instant NOON = Instant.parse("2026-03-20T04:00:00Z");
    private static final LocalDate TODAY = LocalDay.dateAt(NOON);

    private final ResultWatch watch = new ResultWatch(Rules.DEFAULTS, NOON);

    private static Watched of(String scope, String zone, List<Figures> figures) {
        return new Watched(1, scope, "临江", "临江", zone, figures);
    }

    private static Figures hour(int ago, Integer aqi, Integer level, String pm10, String pm25) {
        Instant end = NOON.minus(Duration.ofHours(ago));
        return new Figures(
                "air_hour",
                end,
                LocalDay.ofEnd(end, LocalDay.CHINA).date(),
                aqi,
                level,
                Map.of("PM10", new BigDecimal(pm10), "PM2.5", new BigDecimal(pm25)),
                Map.of());
    }

    private static Figures day(int ago, int aqi, int level, String pm25, int index) {
        LocalDate date = TODAY.minusDays(ago);
        return new Figures(
                "air_day",
                new LocalDay(date, LocalDay.CHINA).end(),
                date,
                aqi,
                level,
                Map.of("PM2.5", new BigDecimal(pm25)),
                Map.of("PM2.5", index));
    }

    private static List<String> told(List<Alert> alerts) {
        return alerts.stream()
                .map(alert -> alert.kind() + (alert.item().isEmpty() ? "" : " " + alert.item()) + " "
                        + LocalDay.ofEnd(alert.raisedAt(), LocalDay.CHINA).date()
                        + (alert.withdrawn() ? " withdrawn" : alert.clearedAt() == null ? "" : " cleared"))
                .toList();
    }

    @Test
    void anHourRaisesAndAnotherClears() {
        List<Figures> hours = List.of(
                hour(5, 190, 4, "90", "80"),
                hour(4, 201, 5, "90", "80"),
                hour(3, null, null, "90", "80"),
                hour(2, 230, 5, "90", "80"));
        List<Alert> raised = watch.watch(of("city", "", hours), List.of());
        assertEquals(List.of("air-hour 2026-03-20"), told(raised));
        assertEquals(NOON.minus(Duration.ofHours(4)), raised.getFirst().raisedAt());
        assertEquals(List.of(), watch.watch(of("city", "", hours), raised), "looked at again it is the same");
        List<Figures> better = new ArrayList<>(hours);
        better.add(hour(1, 150, 3, "90", "80"));
        List<Alert> cleared = watch.watch(of("city", "", better), raised);
        assertEquals(NOON.minus(Duration.ofHours(1)), cleared.getFirst().clearedAt());
        List<Figures> corrected = List.of(hour(4, 190, 4, "90", "80"), hour(2, 190, 4, "90", "80"));
        assertEquals(List.of("air-hour 2026-03-20 withdrawn"), told(watch.watch(of("city", "", corrected), raised)));
    }

    @Test
    void fineParticlesAboveCoarseOnesAreAnAlertOfAStationFromTheThirdHourOn() {
        List<Figures> hours = List.of(
                hour(6, 60, 2, "40", "41"),
                hour(5, 60, 2, "40", "41"),
                hour(4, 60, 2, "40", "40"),
                hour(3, 60, 2, "40", "41"),
                hour(2, 60, 2, "40", "41"),
                hour(1, 60, 2, "40", "42"));
        Alert raised = watch.watch(of("station", "", hours), List.of()).getFirst();
        assertEquals("pm-order", raised.kind());
        assertEquals(NOON.minus(Duration.ofHours(1)), raised.raisedAt());
        assertEquals(List.of(), watch.watch(of("city", "", hours), List.of()));
    }

    @Test
    void heavyPollutionHasTheHighestLevelThatHolds() {
        List<Figures> days = List.of(
                day(5, 160, 4, "120", 160),
                day(4, 210, 5, "160", 210),
                day(3, 215, 5, "165", 215),
                day(2, 310, 6, "260", 310),
                day(1, 80, 2, "59", 80));
        assertEquals(
                List.of(
                        "air-over-limit PM2.5 2026-03-15 cleared",
                        "air-day 2026-03-15 cleared",
                        "heavy-red 2026-03-18 cleared",
                        "heavy-orange 2026-03-17 cleared",
                        "heavy-yellow 2026-03-16 cleared"),
                told(watch.watch(of("city", "", days), List.of())));
        assertEquals(List.of(), told(watch.watch(of("station", "", days), List.of())), "days are told of the city");
        Alert limit = watch.watch(of("city", "", days), List.of()).getFirst();
        assertEquals(new BigDecimal("60"), limit.threshold(), "HJ 633-2026 table 3");
    }

    @Test
    void aNightAboveTheLimitOfItsZoneIsAnAlert() {
        LocalDate date = TODAY.minusDays(2);
        Instant end = new LocalDay(date, LocalDay.CHINA).end();
        List<Figures> nights = List.of(
                new Figures("noise_day", end, date, null, null, Map.of("LN", new BigDecimal("50.6")), Map.of()));
        Alert raised = watch.watch(of("station", "2", nights), List.of()).getFirst();
        assertEquals("night-over-limit", raised.kind());
        assertEquals(new BigDecimal("50"), raised.threshold());
        assertEquals(List.of(), watch.watch(of("station", "3", nights), List.of()), "55 dB at night");
        assertEquals(List.of(), watch.watch(of("station", "", nights), List.of()), "no zone, no limit");
    }

    @Test
    void whatBeganBeforeTheSpanGoesOn() {
        Alert old = new Alert(
                "air-hour", "", NOON.minus(Duration.ofDays(9)), null, false, BigDecimal.TEN, null, "seen", List.of());
        assertEquals(List.of(), watch.watch(of("city", "", List.of(hour(2, 230, 5, "90", "80"))), List.of(old)));
        Alert cleared = watch.watch(of("city", "", List.of(hour(2, 90, 2, "90", "80"))), List.of(old))
                .getFirst();
        assertEquals(old.raisedAt(), cleared.raisedAt());
        assertEquals(NOON.minus(Duration.ofHours(2)), cleared.clearedAt());
    }
}
