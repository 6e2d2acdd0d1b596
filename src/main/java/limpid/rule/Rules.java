package limpid.rule;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import limpid.air.AirSettings;
import limpid.alert.AlertSettings;
import limpid.measure.Medium;
import limpid.measure.Table;
import limpid.measure.Table.Line;
import limpid.measure.Table.Row;
import limpid.noise.NoiseSettings;
import limpid.water.WaterSettings;

/**
 * The settings of all media and of alerts as a city chose them. Choices take effect when results are computed: what is stored stays as
 * it is until it is recomputed.
 *
 * @param choices the lines of the file, in its order, and those of the desk
 */
public record Rules(
        List<Choice> choices,
        ByCityAndDate<AirSettings> air,
        ByCityAndDate<WaterSettings> water,
        ByCityAndDate<NoiseSettings> noise,
        ByCityAndDate<AlertSettings> alerts) {
    /** Every point at its default. */
    public static final Rules DEFAULTS =
            everywhere(AirSettings.DEFAULTS, WaterSettings.defaults(), NoiseSettings.DEFAULT);

    /** These settings for every city and date, alerts at their defaults. */
    public static Rules everywhere(AirSettings air, WaterSettings water, NoiseSettings noise) {
        return new Rules(
                List.of(),
                ByCityAndDate.everywhere(air),
                ByCityAndDate.everywhere(water),
                ByCityAndDate.everywhere(noise),
                ByCityAndDate.everywhere(AlertSettings.DEFAULTS));
    }

    /**
     * Reads a file with the columns rule, city, from and value.
     *
     * @throws Table.Malformed where a line is wrong, with its place and the reason
     */
    public static Rules read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return of(Table.annotated(file.toString(), in));
        }
    }

    /**
     * Reads a table with the columns rule, city, from and value.
     *
     * @throws Table.Malformed where a line is wrong, with its place and the reason
     */
    public static Rules of(Table table) {
        List<Choice> choices = table.map(Rules::choice);
        refuseContradictions(choices);
        return of(choices);
    }

    /**
     * These with what the desk chose in place of lines for the same rule, city and date.
     *
     * @param desk one at most for a rule, city and date
     * @throws IllegalArgumentException where one is refused, by itself or beside the others
     */
    Rules with(List<DeskChoice> desk) {
        List<Choice> all = new ArrayList<>(choices);
        List<DeskChoice> chosen =
                desk.stream().filter(choice -> choice.value() != null).toList();
        all.removeIf(line -> chosen.stream().anyMatch(choice -> choice.replaces(line)));
        all.addAll(table(chosen).map(Rules::choice));
        return of(List.copyOf(all));
    }

    private static Table table(List<DeskChoice> desk) {
        List<Line> lines = new ArrayList<>();
        lines.add(new Line(0, List.of("rule", "city", "from", "value"), Map.of()));
        desk.forEach(choice -> lines.add(new Line(
                choice.id(),
                List.of(
                        choice.rule(),
                        choice.city(),
                        choice.from() == null ? "" : choice.from().toString(),
                        choice.value() == null ? "" : choice.value()),
                Map.of())));
        return Table.rewritten("choices of the desk", lines);
    }

    private static Rules of(List<Choice> choices) {
        return new Rules(
                choices,
                chosen(AirSettings.class, Area.AIR, choices),
                chosen(WaterSettings.class, Area.WATER, choices),
                chosen(NoiseSettings.class, Area.NOISE, choices),
                chosen(AlertSettings.class, Area.ALERT, choices));
    }

    private static <S> ByCityAndDate<S> chosen(Class<S> type, Area area, List<Choice> choices) {
        return ByCityAndDate.of(
                type,
                area.defaults(),
                choices.stream().filter(choice -> choice.rule().area() == area).toList());
    }

    private static Choice choice(Row row) {
        Rule rule = row.read("rule", "a rule; GET /api/v1/rules lists them", name -> RuleBook.standard()
                .rule(name)
                .orElseThrow());
        String city = row.text("city");
        if (!city.isEmpty() && !rule.about().byCity()) {
            throw row.malformed("city", rule + " holds for all cities alike");
        }
        LocalDate from = row.optional("from").isEmpty()
                ? LocalDate.MIN
                : row.read("from", "a local date such as 2026-03-01", LocalDate::parse);
        row.read("value", rule.expected(), rule::read);
        return new Choice(rule, city, from, row.required("value"), row);
    }

    private static void refuseContradictions(List<Choice> choices) {
        Map<List<Object>, Choice> seen = new HashMap<>();
        for (Choice choice : choices) {
            Choice before = seen.put(List.of(choice.rule(), choice.city(), choice.from()), choice);
            if (before != null) {
                throw choice.row()
                        .malformed(
                                "rule",
                                choice.rule() + " stands for the same city and date in line "
                                        + before.row().line() + " already");
            }
        }
    }

    /** The choices that hold for a city on a local date, one for each rule that was chosen. @param city empty for none */
    public List<Choice> inForce(Medium medium, String city, LocalDate date) {
        return RuleBook.standard().rules().stream()
                .filter(rule -> rule.area() == Area.of(medium))
                .flatMap(rule -> inForce(rule, city, date).stream())
                .toList();
    }

    private Optional<Choice> inForce(Rule rule, String city, LocalDate date) {
        return Choice.inForce(
                choices.stream()
                        .filter(choice -> choice.rule() == rule && choice.concerns(city))
                        .toList(),
                date);
    }

    /** The value of a rule that holds for a city on a local date. @param city empty for none */
    public String value(Rule rule, String city, LocalDate date) {
        return rule.in(settings(rule.area(), city, date));
    }

    private Object settings(Area area, String city, LocalDate date) {
        return switch (area) {
            case AIR -> air.of(city, date);
            case WATER -> water.of(city, date);
            case NOISE -> noise.of(city, date);
            case ALERT -> alerts.of(city, date);
        };
    }
}
