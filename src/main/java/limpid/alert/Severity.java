package limpid.alert;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import limpid.measure.Coded;

/** How urgent an alert is 预警等级, the least first. No standard says which kind has which. */
public enum Severity implements Coded {
    /** To be looked at with the next work 提示. */
    NOTICE("提示"),
    /** To be looked at today 警告. */
    WARNING("警告"),
    /** To be looked at at once 严重. */
    CRITICAL("严重");

    /** All codes, for complaints. */
    public static final String CODES =
            Arrays.stream(values()).map(Severity::code).collect(Collectors.joining(", "));

    private final String nameZh;

    Severity(String nameZh) {
        this.nameZh = nameZh;
    }

    /** In answers, hooks and rules. */
    @Override
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** In Chinese. */
    public String nameZh() {
        return nameZh;
    }

    /** The severity of this code. */
    public static Optional<Severity> of(String code) {
        return Coded.find(values(), code);
    }
}
