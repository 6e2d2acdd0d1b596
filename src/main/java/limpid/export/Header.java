package limpid.export;

import java.util.Optional;
import limpid.measure.Coded;

/** What stands at the head of the columns of CSV and XLSX. */
public enum Header implements Coded {
    /** The names by which programs know them; codes alone. */
    CODE,
    /** What the field calls them in Chinese, a line of units, and words beside codes. */
    ZH,
    /** The same in English. */
    EN;

    /** By its word in requests; empty for any other. */
    public static Optional<Header> of(String code) {
        return Coded.find(values(), code);
    }

    /** In requests: {@code code}, {@code zh} or {@code en}. */
    @Override
    public String code() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** One of two texts; that in Chinese for codes too, as in tables that are printed. */
    String text(String zh, String en) {
        return this == EN ? en : zh;
    }
}
