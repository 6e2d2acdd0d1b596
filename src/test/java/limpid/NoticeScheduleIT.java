package limpid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import limpid.alert.Channel;
import limpid.alert.Channel.Filter;
import limpid.alert.Channel.Kind;
import limpid.alert.Channel.Notice;
import limpid.alert.Channel.Reminder;
import limpid.alert.MessageTemplate;
import limpid.alert.Severity;
import limpid.store.Channels.Logged;
import limpid.store.postgres.PostgresChannels;
import limpid.store.postgres.PostgresNotices;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Notices are told on their days, once, whoever else looks and whenever the service was away. */
class NoticeScheduleIT {
    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    private final PostgresChannels channels = new PostgresChannels(POSTGRES.dataSource());

    private void tellAt(String time) {
        new NoticeSchedule(
                        channels,
                        new PostgresNotices(POSTGRES.dataSource()),
                        Settings.from(Map.of()),
                        InstantSource.fixed(Instant.parse(time)),
                        new ObjectMapper())
                .tell();
    }

    private List<String> told() {
        return channels.log(null, Long.MAX_VALUE, 100).items().stream()
                .map(Logged::message)
                .map(message -> message.title())
                .toList()
                .reversed();
    }

    @Test
    void eachIsToldOnceOnItsDay() throws Exception {
        POSTGRES.execute("INSERT INTO subject (kind, code) VALUES ('city', '临江')");
        POSTGRES.execute(
                "INSERT INTO air_day (subject_id, day, edition, aqi, level, valid_hours, primary_pollutants, left_out, known_from)"
                        + " SELECT id, day, 'HJ 633-2026', aqi, level, '{}', '{PM2.5}', '{}', '2026-06-30T00:00Z' FROM subject,"
                        + " (VALUES (date '2026-06-28', 160, 4), (date '2026-06-30', 85, 2)) AS days (day, aqi, level)");
        channels.put(
                new Channel(
                        "desk",
                        Kind.WEBHOOK,
                        "https://desk.example/",
                        "",
                        new Filter(Set.of("临江"), Set.of(), Severity.NOTICE),
                        MessageTemplate.DEFAULT,
                        null,
                        Reminder.NONE,
                        Set.of(Notice.values()),
                        true),
                Instant.parse("2026-06-30T00:00:00Z"),
                "test");
        tellAt("2026-07-01T00:29:00Z");
        assertEquals(List.of(), told(), "08:29 in the city");
        tellAt("2026-07-01T00:30:00Z");
        tellAt("2026-07-01T03:00:00Z");
        assertEquals(
                Set.of(
                        "【日报】临江 2026-06-30",
                        "【周报草稿】临江 2026-06-22 至 2026-06-28",
                        "【月报草稿】临江 2026-06",
                        "【半年报送】临江 2026 上半年"),
                Set.copyOf(told()),
                "a Wednesday: Monday's is made up for");
        assertEquals(4, told().size());
        String daily = text("【日报】");
        assertTrue(daily.contains("AQI 85 良，首要污染物 PM2.5"), daily);
        String monthly = text("【月报草稿】");
        assertTrue(monthly.contains("有效 2 天，优良 1 天") && monthly.contains("最高 AQI 160（2026-06-28）"), monthly);
        assertTrue(monthly.contains("&period=2026-06&lang=zh"), monthly);
        assertTrue(text("【半年报送】").contains("没有待报送的指标"));
        tellAt("2026-07-02T01:00:00Z");
        assertEquals("【日报】临江 2026-07-01", told().getLast());
        assertEquals(5, told().size());
    }

    private String text(String title) {
        return channels.log(null, Long.MAX_VALUE, 100).items().stream()
                .map(Logged::message)
                .filter(message -> message.title().startsWith(title))
                .findFirst()
                .orElseThrow()
                .body();
    }
}
