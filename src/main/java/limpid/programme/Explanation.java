package limpid.programme;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import limpid.air.Reason;
import limpid.measure.Table;
import limpid.measure.Table.Row;
import limpid.measure.Word;

/**
 * What is told of a figure, such as why it is missing or what was counted: the code of a sentence of words.csv and what
 * stands in its places, so that it can be read in Chinese and in English. A code without a sentence stands for itself.
 *
 * @param about numbers, dates, names, or what is told itself
 */
public record Explanation(String code, List<Object> about) {
    /** Nothing to tell. */
    public static final Explanation NOTHING = Explanation.of("");

    private static final String SEVERAL = "several";
    private static final String PRINTED = "printed";
    private static final Map<String, Row> WORDS = words();

    /** Keeps its own list. */
    public Explanation {
        about = List.copyOf(about);
    }

    private static Map<String, Row> words() {
        Map<String, Row> words = new HashMap<>();
        for (Row row : Table.resource("/limpid/programme/words.csv").rows()) {
            if (words.put(row.required("code"), row) != null) {
                throw row.malformed("code", "stands twice");
            }
        }
        return words;
    }

    /** A sentence about these. */
    public static Explanation of(String code, Object... about) {
        return new Explanation(code, Arrays.asList(about));
    }

    /** Words that stand in no table of sentences, such as a unit of a document or names of items. */
    public static Explanation printed(String zh, String en) {
        return of(PRINTED, zh, en);
    }

    /** One after the other. */
    public static Explanation all(List<Explanation> each) {
        return each.size() == 1 ? each.getFirst() : new Explanation(SEVERAL, List.copyOf(each));
    }

    /** Whether there is nothing to tell. */
    public boolean isEmpty() {
        return code.isEmpty();
    }

    /** In Chinese. */
    public String zh() {
        return text("zh");
    }

    /** In English. */
    public String en() {
        return text("en");
    }

    private String text(String language) {
        if (code.equals(SEVERAL)) {
            return about.stream()
                    .map(each -> text(each, language))
                    .collect(Collectors.joining(language.equals("zh") ? "；" : "; "));
        }
        if (code.equals(PRINTED)) {
            return text(about.get(language.equals("zh") ? 0 : 1), language);
        }
        Row words = WORDS.get(code);
        return words == null ? plain(language) : filled(words.text(language), language);
    }

    /** A verdict, or the reason of another package: its code is what answers in English have. */
    private String plain(String language) {
        return language.equals("zh")
                ? Word.of(code)
                        .map(Word::zh)
                        .or(() -> Reason.of(code).map(Reason::textZh))
                        .orElse(code)
                : code;
    }

    private String filled(String words, String language) {
        String text = words;
        for (int i = 0; i < about.size(); i++) {
            text = text.replace("{" + i + "}", text(about.get(i), language));
        }
        return text.strip();
    }

    private static String text(Object about, String language) {
        return about instanceof Explanation told ? told.text(language) : String.valueOf(about);
    }
}
