package limpid.air;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import limpid.air.DustDeduction.Entry;
import limpid.measure.Table.Row;
import limpid.register.Field;
import limpid.register.Register;
import limpid.register.RegisterColumn;
import limpid.result.Type;
import limpid.standard.Pollutant;

/** The columns of the list of dust 沙尘, each described once. */
public final class DustColumns {
    private static final RegisterColumn<DustOfCity, String> CITY = RegisterColumn.of("city", DustOfCity::city)
            .words("城市|市", "city")
            .example("临江")
            .required(Field.of(Type.TEXT, Row::name, String.class::cast));
    private static final RegisterColumn<DustOfCity, LocalDate> DATE = RegisterColumn.of(
                    "date", (DustOfCity dust) -> dust.entry().date())
            .stored("day")
            .words("日期|沙尘日期|沙尘日", "day")
            .example("2026-03-14")
            .required(Field.needed(Type.DATE, "a date", LocalDate::parse, LocalDate.class::cast));
    private static final RegisterColumn<DustOfCity, Set<Pollutant>> POLLUTANTS = RegisterColumn.of(
                    "pollutants", (DustOfCity dust) -> dust.entry().pollutants())
            .words("污染物|剔除项目|项目", "PM10, or PM10 PM2.5")
            .example("PM10 PM2.5")
            .required(Field.needed(
                            Type.TEXTS,
                            "PM10 or PM10 PM2.5",
                            DustDeduction::pollutants,
                            cell -> DustDeduction.pollutants(text(Field.strings(cell))))
                    .storedAs(DustDeduction::codes)
                    .writtenAs(pollutants -> text(DustDeduction.codes(pollutants))));
    private static final RegisterColumn<DustOfCity, Integer> FROM_HOUR = RegisterColumn.of(
                    "from_hour", (DustOfCity dust) -> dust.entry().fromHour())
            .words("起始小时|起始时|开始时", "first hour of dust, 1 to 24")
            .optional(hour(Entry.FIRST_HOUR));
    private static final RegisterColumn<DustOfCity, Integer> TO_HOUR = RegisterColumn.of(
                    "to_hour", (DustOfCity dust) -> dust.entry().toHour())
            .words("截止小时|截止时|结束时", "last hour of dust")
            .optional(hour(Entry.LAST_HOUR));
    private static final RegisterColumn<DustOfCity, String> SOURCE = RegisterColumn.of("source", DustOfCity::source)
            .words("来源|依据|判定单位", "who identified the dust")
            .example("总站通报")
            .required(Field.of(Type.TEXT, Row::required, String.class::cast));

    /**
     * The list: its columns in the order they are written in. Pollutants have blanks between them; hours go by their stamps 1
     * to 24 with both ends inside, empty for the whole day.
     */
    public static final Register<DustOfCity> REGISTER = new Register<>(
            "dust",
            List.of(CITY, DATE, POLLUTANTS, FROM_HOUR, TO_HOUR, SOURCE),
            values -> new DustOfCity(
                    values.of(CITY),
                    new Entry(values.of(DATE), values.of(POLLUTANTS), values.of(FROM_HOUR), values.of(TO_HOUR)),
                    values.of(SOURCE)));

    private DustColumns() {}

    private static Field<Integer> hour(int empty) {
        return Field.optional(Type.INTEGER, "a whole number", Integer::valueOf, Integer.class::cast, empty);
    }

    /** As {@link DustDeduction#pollutants} reads them. */
    public static String text(List<String> pollutants) {
        return String.join(" ", pollutants);
    }
}
