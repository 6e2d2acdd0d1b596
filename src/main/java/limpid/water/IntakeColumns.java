package limpid.water;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import limpid.measure.Medium;
import limpid.measure.Numbers;
import limpid.measure.Table;
import limpid.measure.Table.Row;
import limpid.register.Content;
import limpid.register.Field;
import limpid.register.Register;
import limpid.register.RegisterColumn;
import limpid.result.Type;
import limpid.station.Registry;
import limpid.station.Station;

/** The columns of reports of water taken from sources 取水量, one source and month a line, each described once. */
public final class IntakeColumns {
    private static final String SOURCE = "drinking_source";

    private static final RegisterColumn<SourceIntake, String> SECTION = RegisterColumn.of(
                    "section", SourceIntake::section)
            .words("水源编码|水源地|水源|断面|断面名称|断面编码|站点", "code or Chinese name of the source")
            .content(Content.STATION)
            .example("W-1")
            .required(Field.of(Type.TEXT, Row::required, String.class::cast));
    private static final RegisterColumn<SourceIntake, YearMonth> MONTH = RegisterColumn.of("month", SourceIntake::month)
            .words("月份|月|取水月份", "month")
            .content(Content.MONTH)
            .example("2026-01")
            .required(Field.needed(
                            Type.DATE,
                            "a month such as 2026-01",
                            YearMonth::parse,
                            cell -> YearMonth.from((LocalDate) cell))
                    .storedAs(month -> month.atDay(1)));
    private static final RegisterColumn<SourceIntake, BigDecimal> VOLUME = RegisterColumn.of(
                    "volume", SourceIntake::volume)
            .words("取水量|取水量(万吨)|取水量(万立方米)|水量", "water taken in 10⁴ m³")
            .example("451.05")
            .required(Field.needed(
                    Type.DECIMAL, "a number from 0 on, in 10^4 m3", IntakeColumns::volume, BigDecimal.class::cast));
    private static final RegisterColumn<SourceIntake, String> ORIGIN = RegisterColumn.of("origin", SourceIntake::origin)
            .words("来源|填报单位|出处", "who reported it")
            .example("水务局月报")
            .required(Field.of(Type.TEXT, Row::required, String.class::cast));

    /** The reports: their columns in the order they are written in. */
    public static final Register<SourceIntake> REGISTER = new Register<>(
            "intakes",
            List.of(SECTION, MONTH, VOLUME, ORIGIN),
            values -> new SourceIntake(values.of(SECTION), values.of(MONTH), values.of(VOLUME), values.of(ORIGIN)));

    private IntakeColumns() {}

    /**
     * Reads a table of reports.
     *
     * @throws Table.Malformed where a line cannot be kept, such as one of a section that is no registered source; it names
     *                         line and column
     */
    public static List<SourceIntake> read(Table table, Registry registry) {
        REGISTER.requireColumns(table);
        List<SourceIntake> intakes = table.map(row -> {
            requireSource(row, registry);
            return REGISTER.read(row);
        });
        table.unique(MONTH.name(), row -> row.text(SECTION.name()) + " " + row.text(MONTH.name()));
        return intakes;
    }

    private static void requireSource(Row row, Registry registry) {
        String code = row.required(SECTION.name());
        if (registry.find(code).filter(IntakeColumns::isSource).isEmpty()) {
            throw row.malformed(
                    SECTION.name(),
                    "no section '" + code + "' of the role " + SOURCE + " is registered" + registry.meant(code));
        }
    }

    private static boolean isSource(Station station) {
        return station.medium() == Medium.WATER && station.siting().roles().contains(SOURCE);
    }

    private static BigDecimal volume(String text) {
        return Field.checked(Numbers.read(text), volume -> volume.signum() >= 0);
    }
}
