package limpid.standard;

import java.util.Locale;

/** The two parts of a day in which noise is judged apart (GB 3096-2008 3.4, 3.5 as quoted). */
public enum DayPart {
    /** 昼间. */
    DAY,
    /** 夜间. */
    NIGHT;

    private final String code = name().toLowerCase(Locale.ROOT);

    /**
     * The part of a table or question.
     *
     * @throws IllegalArgumentException where it is neither {@code day} nor {@code night}
     */
    public static DayPart of(String code) {
        for (DayPart part : values()) {
            if (part.code.equals(code)) {
                return part;
            }
        }
        throw new IllegalArgumentException("'" + code + "' is neither day nor night");
    }

    /** The name used outside: {@code day}, {@code night}. */
    public String code() {
        return code;
    }
}
