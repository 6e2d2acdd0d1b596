package limpid.measure;

import java.util.Optional;

/** A language in which people are told something. */
public enum Language implements Coded {
    /** 中文. */
    ZH("zh", "zh-CN"),
    /** English. */
    EN("en", "en");

    private final String code;
    private final String tag;

    Language(String code, String tag) {
        this.code = code;
        this.tag = tag;
    }

    /** The language by its word in requests: {@code zh} or {@code en}. */
    public static Optional<Language> of(String code) {
        return Coded.find(values(), code);
    }

    /** The word in requests and in names of templates. */
    @Override
    public String code() {
        return code;
    }

    /** As pages declare it. */
    public String tag() {
        return tag;
    }

    /** The one of two texts that is in this language. */
    public String of(String zh, String en) {
        return this == ZH ? zh : en;
    }
}
