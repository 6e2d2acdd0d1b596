package limpid.bulletin;

import java.util.HashMap;
import java.util.Map;
import limpid.air.Reason;
import limpid.measure.Language;
import limpid.measure.Parameter;
import limpid.measure.Parameters;
import limpid.measure.Table;
import limpid.measure.Table.Row;
import limpid.measure.Word;

/** What codes of figures, such as reasons and verdicts, are called in a language. */
public final class Words {
    private static final Table TABLE = Table.resource("/limpid/bulletin/words.csv");

    private final Map<String, String> byCode = new HashMap<>();

    /** Words of a language. */
    public Words(Language language) {
        for (Parameter item : Parameters.standard().all()) {
            byCode.put(item.code(), language == Language.ZH ? item.nameZh() : item.nameEn());
        }
        for (Reason reason : Reason.values()) {
            byCode.put(reason.code(), language == Language.ZH ? reason.textZh() : reason.textEn());
        }
        for (Word word : Word.all()) {
            byCode.put(word.code(), language == Language.ZH ? word.zh() : word.en());
        }
        for (Row row : TABLE.rows()) {
            byCode.put(row.text("code"), row.text(language.code()));
        }
    }

    /** The word of a code; what has none stands for itself. */
    public String of(String code) {
        return byCode.getOrDefault(code, code);
    }
}
