package limpid.people;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a person or a key may do. A route names the least roles that may use it; who holds a role also holds those it
 * includes.
 */
public final class Role {
    /** 站点设备: hands in readings of its own stations; of keys only. */
    public static final String STATION = "station";

    /** 查看: reads what is not public. */
    public static final String VIEWER = "viewer";

    /** 站点运维: registers and changes stations, hands in their readings, replays their refused messages. */
    public static final String STATION_ENGINEER = "stationEngineer";

    /** 分析: hands in readings such as manual samples, surveys, intakes, dust, reports. */
    public static final String ANALYST = "analyst";

    /** 一级审核: replays refused messages, reviews readings and days, keeps the list of dust. */
    public static final String REVIEWER = "reviewer";

    /** 二级审核: what a reviewer may. */
    public static final String REVIEWER2 = "reviewer2";

    /** 三级审核: what a second reviewer may. */
    public static final String REVIEWER3 = "reviewer3";

    /** 发布: publishes bulletins. */
    public static final String PUBLISHER = "publisher";

    /** 管理员: everything, also persons, keys and the audit. */
    public static final String ADMIN = "admin";

    /** Those a person may have. */
    public static final List<String> OF_PERSONS =
            List.of(VIEWER, STATION_ENGINEER, ANALYST, REVIEWER, REVIEWER2, REVIEWER3, PUBLISHER, ADMIN);

    /** Those a key may have. */
    public static final List<String> OF_KEYS =
            List.of(STATION, VIEWER, STATION_ENGINEER, ANALYST, REVIEWER, REVIEWER2, REVIEWER3, PUBLISHER, ADMIN);

    private static final Map<String, List<String>> INCLUDED = Map.of(
            STATION_ENGINEER, List.of(VIEWER),
            ANALYST, List.of(VIEWER),
            REVIEWER, List.of(VIEWER),
            REVIEWER2, List.of(VIEWER, REVIEWER),
            REVIEWER3, List.of(VIEWER, REVIEWER, REVIEWER2),
            PUBLISHER, List.of(VIEWER),
            ADMIN, OF_PERSONS);

    private Role() {}

    /** These roles and all they include. */
    public static Set<String> held(Collection<String> granted) {
        Set<String> held = new LinkedHashSet<>(granted);
        granted.forEach(role -> held.addAll(INCLUDED.getOrDefault(role, List.of())));
        return held;
    }
}
