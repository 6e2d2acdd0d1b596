package limpid.water;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import limpid.measure.Medium;
import limpid.measure.Numbers;
import limpid.measure.Table;
import limpid.measure.Table.Row;
import limpid.measure.TimeText;
import limpid.register.Content;
import limpid.register.Field;
import limpid.register.Register;
import limpid.register.Register.Values;
import limpid.register.RegisterColumn;
import limpid.result.Type;
import limpid.station.Registry;
import limpid.water.SectionTarget.OwnLimit;

/** The columns of the limits that plans set for sections 考核限值, each described once. */
public final class LimitColumns {
    private static final Field<String> TEXT = Field.of(Type.TEXT, Row::required, String.class::cast);
    private static final List<String> JUDGED = ItemSet.assessment().codes().stream()
            .filter(code -> !code.equals(Mean.PH))
            .toList();

    private static final RegisterColumn<PlannedLimit, String> SECTION = RegisterColumn.of(
                    "section", PlannedLimit::section)
            .words("断面编码|断面|断面名称|站点", "code or Chinese name of the section")
            .content(Content.STATION)
            .example("W-1")
            .required(TEXT);
    private static final RegisterColumn<PlannedLimit, String> ITEM = RegisterColumn.of(
                    "item", (PlannedLimit planned) -> planned.limit().code())
            .words("项目|指标|监测项目", "item of GB 3838")
            .content(Content.ITEM)
            .example("氨氮")
            .required(Field.of(
                    Type.TEXT,
                    (row, column) -> row.oneOf(column, "item with a limit of its own", JUDGED),
                    String.class::cast));
    private static final RegisterColumn<PlannedLimit, BigDecimal> LIMIT = RegisterColumn.of(
                    "limit", (PlannedLimit planned) -> planned.limit().limit())
            .stored("limit_value")
            .words("限值|考核限值|目标值", "limit in the unit of GB 3838")
            .example("2.5")
            .required(Field.needed(Type.DECIMAL, Numbers.EXPECTED, Numbers::read, BigDecimal.class::cast));
    private static final RegisterColumn<PlannedLimit, LocalDate> FROM = RegisterColumn.of(
                    "from", (PlannedLimit planned) -> planned.limit().fromInclusive())
            .stored("from_day")
            .words("起始日期|起|开始日期|起始", "first day")
            .example("2026-01-01")
            .required(Field.needed(Type.DATE, "a date such as 2026-01-01", TimeText::date, LocalDate.class::cast));
    private static final RegisterColumn<PlannedLimit, LocalDate> TO = RegisterColumn.of(
                    "to", (PlannedLimit planned) -> planned.limit().lastDay().orElse(null))
            .stored("to_day")
            .words("截止日期|止|结束日期|截止", "last day; empty while it goes on")
            .example("2026-12-31")
            .required(Field.optional(
                    Type.DATE, "a date such as 2026-12-31, the last day", TimeText::date, LocalDate.class::cast, null));
    private static final RegisterColumn<PlannedLimit, String> PLAN = RegisterColumn.of("plan", PlannedLimit::plan)
            .words("方案|依据|文件|来源", "where it is set")
            .example("2026年水质目标")
            .required(TEXT);

    /** The limits: their columns in the order they are written in. */
    public static final Register<PlannedLimit> REGISTER =
            new Register<>("limits", List.of(SECTION, ITEM, LIMIT, FROM, TO, PLAN), LimitColumns::limit);

    private LimitColumns() {}

    private static PlannedLimit limit(Values<PlannedLimit> values) {
        return new PlannedLimit(
                values.of(SECTION),
                new OwnLimit(
                        values.of(ITEM),
                        values.of(LIMIT),
                        values.of(FROM),
                        Optional.ofNullable(values.ifAny(TO))
                                .map(last -> last.plusDays(1))
                                .orElse(null)),
                values.of(PLAN));
    }

    /**
     * Reads a table; {@code to} is the last day, empty while it goes on. Limits are in the unit of GB 3838, of dissolved
     * oxygen a lower one.
     *
     * @throws Table.Malformed where a column is unknown or missing, the section is no registered water section, the item
     *     is none of the 21 that are judged or is pH, which has a range, or two limits hold at once; it names line and
     *     column
     */
    public static List<PlannedLimit> read(Table table, Registry registry) {
        REGISTER.requireColumns(table);
        List<PlannedLimit> limits = table.map(row -> {
            requireWater(row, registry);
            return REGISTER.read(row);
        });
        refuseTwoAtOnce(table, limits);
        return limits;
    }

    private static void requireWater(Row row, Registry registry) {
        String section = row.required(SECTION.name());
        if (registry.find(section)
                .filter(station -> station.medium() == Medium.WATER)
                .isEmpty()) {
            throw row.malformed(
                    SECTION.name(), "no water section '" + section + "' is registered" + registry.meant(section));
        }
    }

    private static void refuseTwoAtOnce(Table table, List<PlannedLimit> limits) {
        Map<String, List<OwnLimit>> bySection = new LinkedHashMap<>();
        for (int i = 0; i < limits.size(); i++) {
            PlannedLimit one = limits.get(i);
            List<OwnLimit> own = bySection.computeIfAbsent(one.section(), section -> new ArrayList<>());
            own.add(one.limit());
            try {
                new SectionTarget(one.section(), null, own);
            } catch (IllegalArgumentException e) {
                throw table.rows().get(i).malformed(FROM.name(), String.valueOf(e.getMessage()));
            }
        }
    }
}
