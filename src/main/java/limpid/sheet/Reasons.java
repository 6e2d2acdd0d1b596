package limpid.sheet;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import limpid.measure.Table;

/** What is wrong with a line of a sheet, in Chinese, from {@code reasons.csv}. */
public final class Reasons {
    private static final List<Reason> ALL =
            Table.resource("/limpid/sheet/reasons.csv").map(Reason::read);

    private Reasons() {}

    private record Reason(Pattern en, String zh) {
        static Reason read(Table.Row row) {
            String pattern = List.of(row.required("en").split("\\*", -1)).stream()
                    .map(Pattern::quote)
                    .collect(Collectors.joining("(.*?)"));
            return new Reason(Pattern.compile(pattern, Pattern.DOTALL), row.required("zh"));
        }
    }

    /** In Chinese, or as it is where nothing is known of it. */
    public static String zh(String reason) {
        return find(reason).orElse(reason);
    }

    private static Optional<String> find(String reason) {
        for (Reason known : ALL) {
            Matcher matcher = known.en.matcher(reason);
            if (matcher.matches()) {
                return Optional.of(filled(known.zh, matcher));
            }
        }
        return Optional.empty();
    }

    private static String filled(String zh, Matcher matcher) {
        List<String> words = new ArrayList<>();
        for (int group = 1; group <= matcher.groupCount(); group++) {
            words.add(String.valueOf(matcher.group(group)));
        }
        String text = zh;
        for (int i = 0; i < words.size(); i++) {
            text = text.replace("{" + (i + 1) + "}", i == 0 ? words.get(i) : zh(words.get(i)));
        }
        return text;
    }
}
