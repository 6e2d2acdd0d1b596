package limpid.bulletin;

import io.pebbletemplates.pebble.extension.AbstractExtension;
import io.pebbletemplates.pebble.extension.Filter;
import io.pebbletemplates.pebble.template.EvaluationContext;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import limpid.measure.Language;
import org.jspecify.annotations.Nullable;

/**
 * What the text of evidence can say beside what bulletins can.
 *
 * <ul>
 *   <li>{@code time | stamp}: 2026-03-01 15:00; a midnight is 24:00 of the day before
 *   <li>{@code text | rounding}: how a figure was rounded, in Chinese in Chinese words
 *   <li>{@code text | left}: what did not enter and why, codes of items and reasons as words
 * </ul>
 */
final class EvidenceWording extends AbstractExtension {
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");
    private static final Pattern DECIMALS =
            Pattern.compile("half to even, (?:(\\d+)|(no|one|two|three)) (?:significant )?decimals?");
    private static final List<String> NUMBERS = List.of("no", "one", "two", "three");

    /** Such as {@code PM10: tooFewHours} or {@code PM10 A-1: controlStation}. */
    private static final Pattern LEFT_OUT = Pattern.compile("([A-Za-z0-9.]+)( [^:]+)?: ?([A-Za-z]+)");

    private static final Pattern UNPUBLISHED = Pattern.compile("(\\d+) days without a published index");

    private final Words words;
    private final boolean chinese;

    EvidenceWording(Language language) {
        this.words = new Words(language);
        this.chinese = language == Language.ZH;
    }

    @Override
    public Map<String, Filter> getFilters() {
        return Map.of(
                "stamp",
                new Told(EvidenceWording::stamp),
                "rounding",
                new Told(this::rounding),
                "left",
                new Told(this::left));
    }

    private static String stamp(String time) {
        OffsetDateTime at = OffsetDateTime.parse(time);
        boolean midnight = at.getHour() == 0 && at.getMinute() == 0;
        return midnight ? at.toLocalDate().minusDays(1) + " 24:00" : MINUTES.format(at);
    }

    private String rounding(String text) {
        Matcher decimals = DECIMALS.matcher(text);
        if (!chinese || !decimals.find()) {
            return text;
        }
        String digits =
                decimals.group(1) == null ? String.valueOf(NUMBERS.indexOf(decimals.group(2))) : decimals.group(1);
        return text.substring(0, decimals.start()) + "四舍六入五成双，" + digits + " 位小数" + text.substring(decimals.end());
    }

    private String left(String text) {
        Matcher left = LEFT_OUT.matcher(text);
        if (left.matches()) {
            String of = left.group(2) == null ? "" : left.group(2);
            return words.of(left.group(1)) + of + (chinese ? "：" : ": ") + words.of(left.group(3));
        }
        Matcher days = UNPUBLISHED.matcher(text);
        return chinese && days.matches() ? days.group(1) + " 天没有发布 AQI" : text;
    }

    private interface Telling {
        String of(String text);
    }

    private record Told(Telling telling) implements Filter {
        @Override
        public @Nullable List<String> getArgumentNames() {
            return null;
        }

        @Override
        public @Nullable Object apply(
                @Nullable Object input,
                Map<String, Object> arguments,
                PebbleTemplate self,
                EvaluationContext context,
                int line) {
            return input == null ? null : telling.of(input.toString());
        }
    }
}
