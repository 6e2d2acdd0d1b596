package sim;

import java.time.format.DateTimeFormatter;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes reports as the payload of the MQTT contract; numbers go out exactly as printed. */
final class PayloadJson {
    private final StringBuilder out = new StringBuilder(256);

    private PayloadJson() {}

    /** One report as an object. */
    static String object(Report report) {
        PayloadJson json = new PayloadJson();
        json.report(report);
        return json.out.toString();
    }

    /** Several reports of one station as an array of objects. */
    static String array(List<Report> reports) {
        PayloadJson json = new PayloadJson();
        json.out.append('[');
        json.separated(reports, json::report);
        json.out.append(']');
        return json.out.toString();
    }

    private void report(Report report) {
        out.append("{\"end\":");
        string(report.end().format(DateTimeFormatter.ISO_OFFSET_DATE_TIME));
        out.append(",\"period\":");
        string(report.period().toString());
        out.append(",\"values\":");
        members(report.values(), (String parameter, List<@Nullable String> series) -> values(series));
        if (!report.flags().isEmpty()) {
            out.append(",\"flags\":");
            members(report.flags(), (parameter, flag) -> string(flag));
        }
        out.append('}');
    }

    private <V> void members(Map<String, V> map, BiConsumer<String, V> value) {
        out.append('{');
        separated(map.entrySet(), entry -> {
            string(entry.getKey());
            out.append(':');
            value.accept(entry.getKey(), entry.getValue());
        });
        out.append('}');
    }

    private void values(List<@Nullable String> series) {
        if (series.size() == 1) {
            out.append(series.getFirst());
            return;
        }
        out.append('[');
        this.<@Nullable String>separated(series, out::append);
        out.append(']');
    }

    private <T extends @Nullable Object> void separated(Iterable<T> items, Consumer<T> write) {
        Iterator<T> each = items.iterator();
        while (each.hasNext()) {
            write.accept(each.next());
            if (each.hasNext()) {
                out.append(',');
            }
        }
    }

    private void string(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            character(text.charAt(i));
        }
        out.append('"');
    }

    private void character(char c) {
        if (c == '"' || c == '\\') {
            out.append('\\').append(c);
        } else if (c < ' ') {
            out.append(String.format("\\u%04x", (int) c));
        } else {
            out.append(c);
        }
    }
}
