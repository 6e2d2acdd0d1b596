package limpid.measure;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import limpid.measure.Table.Row;

/** What a code of answers, such as a verdict, is called in Chinese and English: a row of {@code words.csv}. */
public record Word(String code, String zh, String en) {
    private static final List<Word> ALL =
            List.copyOf(Table.resource("/limpid/words.csv").map(Word::read));
    private static final Map<String, Word> BY_CODE = byCode();

    private static Word read(Row row) {
        return new Word(row.required("code"), row.required("zh"), row.required("en"));
    }

    private static Map<String, Word> byCode() {
        Map<String, Word> words = new HashMap<>();
        for (Word word : ALL) {
            if (words.put(word.code, word) != null) {
                throw new IllegalStateException("words.csv: two words for " + word.code);
            }
        }
        return words;
    }

    /** In this language. */
    public String in(Language language) {
        return language.of(zh, en);
    }

    /** All of them, in the order of the table. */
    public static List<Word> all() {
        return ALL;
    }

    /** The word of a code; empty where there is none. */
    public static Optional<Word> of(String code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }
}
