package limpid.alert;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a message 通知模板: words with names in braces, each of {@link #NAMES}. A name that has no value is left empty.
 *
 * @param text as it is written
 */
public record MessageTemplate(String text) {
    /** What may stand in braces. */
    public static final List<String> NAMES = List.of(
            "severity",
            "event",
            "city",
            "subject",
            "code",
            "kind",
            "item",
            "value",
            "threshold",
            "seen",
            "raisedAt",
            "clearedAt",
            "id");

    private static final Pattern NAME = Pattern.compile("\\{([^{}]*)}");
    private static final int LONGEST = 1000;

    /** The usual one, in Chinese. */
    public static final MessageTemplate DEFAULT = new MessageTemplate(
            "【{severity}】{event}：{city} {subject} {kind} {item}\n实测：{value}　限值：{threshold}\n{seen}\n时间：{raisedAt}　编号：{id}");

    /** Refuses names that there are not. */
    public MessageTemplate {
        if (text.isBlank() || text.length() > LONGEST) {
            throw new IllegalArgumentException("template: 1 to " + LONGEST + " characters are needed");
        }
        Matcher names = NAME.matcher(text);
        while (names.find()) {
            if (!NAMES.contains(names.group(1))) {
                throw new IllegalArgumentException(
                        "template: {" + names.group(1) + "} is none of {" + String.join("}, {", NAMES) + "}");
            }
        }
    }

    /** With its values; lines of which nothing is left are left out. */
    public String fill(Map<String, String> values) {
        return NAME.matcher(text)
                .replaceAll(name -> Matcher.quoteReplacement(values.getOrDefault(name.group(1), "")))
                .lines()
                .map(line -> line.replaceAll("[ \\t]{2,}", " ").strip())
                .filter(line -> !line.isEmpty())
                .reduce((one, other) -> one + "\n" + other)
                .orElse("");
    }
}
