package limpid.hook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import limpid.alert.AlertKind;
import limpid.alert.Channel;
import limpid.alert.Channel.Kind;
import limpid.alert.Channel.QuietHours;
import limpid.alert.Severity;
import limpid.measure.BeforeAfter;
import limpid.measure.Language;
import limpid.measure.LocalDay;
import limpid.store.Channels.Change;
import limpid.store.Channels.Due;
import limpid.store.Channels.Kept;
import limpid.store.Channels.Message;
import limpid.store.Channels.Writing;
import org.jspecify.annotations.Nullable;

/** Writes the messages that tell channels of a change of an alert. */
final class MessageWriter implements Writing {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String CHANGED = "changed";
    private static final Map<String, String> EVENTS = Map.of(
            "raised", "发生", CHANGED, "变更", "cleared", "解除", "withdrawn", "撤销", "repeated", "仍未处理", "escalated", "升级");
    private static final List<String> OVER = List.of("cleared", "withdrawn");

    private final Function<AlertKind, Severity> severities;
    private final Instant now;

    /** @param severities as they are today */
    MessageWriter(Function<AlertKind, Severity> severities, Instant now) {
        this.severities = severities;
        this.now = now;
    }

    @Override
    public List<Due> write(Change change, Map<String, Kept> channels) {
        ObjectNode document = read(change.body());
        AlertKind kind = AlertKind.of(document.path("kind").asText());
        Severity severity = severities.apply(kind);
        document.put("event", change.event()).put("severity", severity.code());
        Map<String, String> values = values(change, document, kind, severity);
        List<Due> messages = new ArrayList<>();
        for (Kept kept : channels.values()) {
            Channel channel = kept.channel();
            Instant due = due(channel, severity);
            // A reminder that would have to wait is looked for again when the quiet hours are over.
            boolean waits = change.channel() != null && due.isAfter(now);
            if (!waits && isFor(channel, change, document.path("city").asText(), severity)) {
                messages.add(new Due(message(channel, change, values, document), due));
            }
        }
        return messages;
    }

    private static boolean isFor(Channel channel, Change change, String city, Severity severity) {
        if (change.channel() != null) {
            return channel.name().equals(change.channel());
        }
        return channel.enabled()
                && channel.filter().takes(city, change.medium(), severity)
                && (channel.kind() == Kind.WEBHOOK || !change.event().equals(CHANGED))
                && (!change.snoozed() || OVER.contains(change.event()));
    }

    private static Message message(Channel channel, Change change, Map<String, String> values, JsonNode document) {
        return new Message(
                channel.name(),
                change.alertId(),
                change.event(),
                "【" + values.get("severity") + "】" + values.get("event") + " " + values.get("city") + " "
                        + values.get("subject") + " " + values.get("kind"),
                channel.template().fill(values),
                document.toString());
    }

    /** What is not critical waits for the end of the quiet hours. */
    private Instant due(Channel channel, Severity severity) {
        QuietHours quiet = channel.quiet();
        LocalTime time = LocalTime.ofInstant(now, LocalDay.CHINA);
        if (quiet == null || severity == Severity.CRITICAL || !quiet.hold(time)) {
            return now;
        }
        LocalDate day = LocalDay.dateAt(now);
        Instant end = day.atTime(quiet.to()).atZone(LocalDay.CHINA).toInstant();
        return end.isAfter(now)
                ? end
                : day.plusDays(1).atTime(quiet.to()).atZone(LocalDay.CHINA).toInstant();
    }

    private static Map<String, String> values(Change change, JsonNode document, AlertKind kind, Severity severity) {
        Map<String, String> values = new HashMap<>();
        for (String name : List.of("city", "item", "value", "threshold", "id")) {
            values.put(name, document.path(name).asText(""));
        }
        values.replaceAll((name, value) -> value.equals("null") ? "" : value);
        values.put(
                "seen",
                kind.seen(
                        Language.ZH,
                        values.getOrDefault("item", ""),
                        number(document, "value"),
                        number(document, "threshold"),
                        change(document)));
        String code = document.path("subject").asText();
        String name = change.nameZh();
        boolean ofCity = code.equals(values.get("city"));
        values.put("code", code);
        values.put("subject", name == null ? (ofCity ? "" : code) : name);
        values.put("kind", kind.nameZh());
        values.put("severity", severity.nameZh());
        values.put("event", EVENTS.getOrDefault(change.event(), change.event()));
        values.put("raisedAt", time(document, "raisedAt"));
        values.put("clearedAt", time(document, "clearedAt"));
        return values;
    }

    private static @Nullable BeforeAfter change(JsonNode document) {
        JsonNode before = document.path("before");
        return before.isTextual()
                ? new BeforeAfter(before.asText(), document.path("after").asText())
                : null;
    }

    private static @Nullable BigDecimal number(JsonNode document, String member) {
        JsonNode number = document.path(member);
        return number.isNumber() ? number.decimalValue() : null;
    }

    /** As people read it: 2026-03-01 08:00. */
    private static String time(JsonNode document, String member) {
        String text = document.path(member).asText("");
        return text.length() < 16 ? "" : text.substring(0, 16).replace('T', ' ');
    }

    private static ObjectNode read(String body) {
        try {
            return (ObjectNode) JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a call of the webhook is no JSON", e);
        }
    }
}
