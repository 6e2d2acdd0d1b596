package limpid.programme;

import java.util.List;
import java.util.Optional;

/**
 * The four grades of self-assessment 自评 in which a bureau tells how far an indicator is. No document says where one ends
 * and the next begins; the reading here is ours.
 */
public enum Grade {
    /** 达标: met. */
    MET("met", "达标"),
    /** 预计达标: not met yet, with time left and not behind schedule. */
    EXPECTED("expected", "预计达标"),
    /** 基本达标: missed, but a part of it is met. */
    BASIC("basic", "基本达标"),
    /** 未完全达标: missed. */
    INCOMPLETE("incomplete", "未完全达标");

    private final String code;
    private final String textZh;

    Grade(String code, String textZh) {
        this.code = code;
        this.textZh = textZh;
    }

    /** As in files and answers. */
    public String code() {
        return code;
    }

    /** In Chinese. */
    public String textZh() {
        return textZh;
    }

    /** Those of a list of codes. */
    public static List<Grade> named(String codes) {
        return List.of(codes.split(",")).stream()
                .map(code -> List.of(values()).stream()
                        .filter(grade -> grade.code.equals(code))
                        .findFirst()
                        .orElseThrow())
                .toList();
    }

    /** The grade of a check; empty where too little is known, and where the indicator is not meant for the city. */
    public static Optional<Grade> of(Check check) {
        return switch (check) {
            case Check.Met met -> Optional.of(MET);
            case Check.NotDue early -> Optional.of(EXPECTED);
            case Check.OnSchedule ahead -> Optional.of(EXPECTED);
            case Check.NotMet missed -> Optional.of(missed(check));
            case Check.BehindSchedule late -> Optional.of(missed(check));
            case Check.Insufficient open -> Optional.empty();
            case Check.AwaitingReport open -> Optional.empty();
            case Check.NotApplicable other -> Optional.empty();
        };
    }

    private static Grade missed(Check check) {
        return check.finding().items().stream().anyMatch(item -> Boolean.TRUE.equals(item.meets()))
                ? BASIC
                : INCOMPLETE;
    }
}
