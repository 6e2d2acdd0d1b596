package limpid.measure;

import java.util.Locale;
import java.util.Optional;

/** What a station watches. The lower-case name is the one used in topics, files and answers. */
public enum Medium {
    /** 环境空气, ambient air. */
    AIR,
    /** 地表水, surface water. */
    WATER,
    /** 声环境, ambient noise. */
    NOISE;

    private final String code = name().toLowerCase(Locale.ROOT);

    /** The medium of a topic or file: {@code air}, {@code water} or {@code noise}; empty for any other text. */
    public static Optional<Medium> of(String code) {
        for (Medium medium : values()) {
            if (medium.code.equals(code)) {
                return Optional.of(medium);
            }
        }
        return Optional.empty();
    }

    /** The name used outside: {@code air}, {@code water}, {@code noise}. */
    public String code() {
        return code;
    }
}
