package limpid.hook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import limpid.alert.AlertSettings;
import limpid.alert.Channel;
import limpid.alert.Channel.Filter;
import limpid.alert.Channel.Kind;
import limpid.alert.Channel.QuietHours;
import limpid.alert.Channel.Reminder;
import limpid.alert.MessageTemplate;
import limpid.alert.Severity;
import limpid.measure.Medium;
import limpid.store.Channels.Change;
import limpid.store.Channels.Due;
import limpid.store.Channels.Kept;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who is told of what, when, and in which words. */
class MessageWriterTest {
    /** 23:00 in the city. */
    private static final Instant NIGHT = Instant.parse("2026-03-01T15:00:00Z");

    private static final Instant MORNING = Instant.parse("2026-03-01T23:00:00Z");
    private static final QuietHours QUIET = new QuietHours(LocalTime.of(22, 0), LocalTime.of(7, 0));

    private static List<Due> write(Kind kind, String ofAlert, String event, @Nullable String to, boolean snoozed) {
        Channel channel = new Channel(
                "desk",
                kind,
                "https://desk.example/",
                "",
                new Filter(Set.of("临江"), Set.of(Medium.AIR), Severity.NOTICE),
                MessageTemplate.DEFAULT,
                QUIET,
                Reminder.NONE,
                Set.of(),
                true);
        String body = "{\"event\":\"raised\",\"id\":5,\"kind\":\"" + ofAlert
                + "\",\"subject\":\"A-1\",\"city\":\"临江\",\"item\":null,\"raisedAt\":\"2026-03-01T23:00:00+08:00\","
                + "\"clearedAt\":null,\"value\":260,\"threshold\":null,\"seen\":\"AQI 260\"}";
        return new MessageWriter(AlertSettings.DEFAULTS::severity, NIGHT)
                .write(
                        new Change(5, event, to, body, Medium.AIR, snoozed, "江北站"),
                        Map.of("desk", new Kept(channel, NIGHT, "test", 0, null, "", null)));
    }

    @Test
    void whatIsNotCriticalWaitsForTheEndOfTheQuietHours() {
        assertEquals(
                MORNING,
                write(Kind.WECOM, "air-hour", "raised", null, false).getFirst().at());
        assertEquals(
                NIGHT,
                write(Kind.WECOM, "heavy-red", "raised", null, false).getFirst().at());
        assertEquals(List.of(), write(Kind.WECOM, "air-hour", "repeated", "desk", false), "a reminder comes later");
        assertEquals(
                1, write(Kind.WECOM, "heavy-red", "repeated", "desk", false).size());
        assertEquals(false, QUIET.hold(LocalTime.of(7, 0)));
        assertEquals(true, QUIET.hold(LocalTime.of(22, 0)));
    }

    @Test
    void peopleAreToldOfBeginningAndEndAndProgramsOfCorrectionsToo() {
        assertEquals(List.of(), write(Kind.WECOM, "heavy-red", "changed", null, false));
        assertEquals(1, write(Kind.WEBHOOK, "heavy-red", "changed", null, false).size());
        assertEquals(List.of(), write(Kind.WECOM, "heavy-red", "raised", null, true), "snoozed");
        assertEquals(1, write(Kind.WECOM, "heavy-red", "cleared", null, true).size());
    }

    @Test
    void theTextIsChineseAndHoldsNoEmptyLine() {
        Due due = write(Kind.WECOM, "heavy-red", "raised", null, false).getFirst();
        assertEquals("【严重】发生 临江 江北站 重污染天气红色", due.message().title());
        assertEquals(
                "【严重】发生：临江 江北站 重污染天气红色\n实测：260　限值：\n日 AQI 260，达到红色条件\n时间：2026-03-01 23:00　编号：5",
                due.message().body());
    }
}
