package limpid.rule;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Settings, or what follows from them, by city and local date. A city's own choice goes before one for all cities, and of
 * these the one with the latest date that has come.
 */
public final class ByCityAndDate<S> {
    private final NavigableMap<LocalDate, S> elsewhere;
    private final Map<String, NavigableMap<LocalDate, S>> byCity;

    private ByCityAndDate(NavigableMap<LocalDate, S> elsewhere, Map<String, NavigableMap<LocalDate, S>> byCity) {
        this.elsewhere = elsewhere;
        this.byCity = byCity;
    }

    /** The same for every city and date. */
    public static <S> ByCityAndDate<S> everywhere(S settings) {
        return new ByCityAndDate<>(new TreeMap<>(Map.of(LocalDate.MIN, settings)), Map.of());
    }

    /**
     * The defaults as these choices change them.
     *
     * @throws IllegalArgumentException where the settings refuse a choice, with its line
     */
    static <S> ByCityAndDate<S> of(Class<S> type, Object defaults, List<Choice> choices) {
        Set<String> cities = choices.stream().map(Choice::city).collect(Collectors.toCollection(TreeSet::new));
        Map<String, NavigableMap<LocalDate, S>> byCity = new TreeMap<>();
        cities.forEach(city -> byCity.put(city, new Timeline(city, choices).settings(type, defaults)));
        NavigableMap<LocalDate, S> elsewhere = new Timeline("", choices).settings(type, defaults);
        byCity.remove("");
        return new ByCityAndDate<>(elsewhere, byCity);
    }

    /** What holds for a city on a local date. @param city empty for none */
    public S of(String city, LocalDate date) {
        return byCity.getOrDefault(city, elsewhere).floorEntry(date).getValue();
    }

    /** All that ever hold for a city. @param city empty for none */
    public Collection<S> ever(String city) {
        return byCity.getOrDefault(city, elsewhere).values();
    }

    /** All that ever hold anywhere. */
    public Collection<S> ever() {
        return Stream.concat(Stream.of(elsewhere), byCity.values().stream())
                .flatMap(timeline -> timeline.values().stream())
                .toList();
    }

    /** What follows from each, made once. */
    public <T> ByCityAndDate<T> map(Function<? super S, ? extends T> making) {
        Map<String, NavigableMap<LocalDate, T>> made = new TreeMap<>();
        byCity.forEach((city, timeline) -> made.put(city, map(timeline, making)));
        return new ByCityAndDate<>(map(elsewhere, making), made);
    }

    private static <S, T> NavigableMap<LocalDate, T> map(
            NavigableMap<LocalDate, S> timeline, Function<? super S, ? extends T> making) {
        NavigableMap<LocalDate, T> made = new TreeMap<>();
        timeline.forEach((date, settings) -> made.put(date, making.apply(settings)));
        return made;
    }

    /** The choices that concern one city. */
    private static final class Timeline {
        private final List<Choice> choices;
        private final List<Rule> rules;
        private final TreeSet<LocalDate> dates;

        Timeline(String city, List<Choice> all) {
            choices = all.stream().filter(choice -> choice.concerns(city)).toList();
            rules = choices.stream().map(Choice::rule).distinct().toList();
            dates = choices.stream().map(Choice::from).collect(Collectors.toCollection(TreeSet::new));
            dates.add(LocalDate.MIN);
        }

        <S> NavigableMap<LocalDate, S> settings(Class<S> type, Object defaults) {
            NavigableMap<LocalDate, S> settings = new TreeMap<>();
            dates.forEach(date -> settings.put(date, type.cast(settings(date, defaults))));
            return settings;
        }

        private Object settings(LocalDate date, Object defaults) {
            Object settings = defaults;
            for (Rule rule : rules) {
                settings = rule.dated() ? dated(rule, settings) : at(date, rule, settings);
            }
            return settings;
        }

        private Object at(LocalDate date, Rule rule, Object settings) {
            return inForce(rule, date)
                    .map(choice -> choice.set(settings, choice.value()))
                    .orElse(settings);
        }

        /** All of the list on every date: a night that ends on the next one needs the boundaries of both. */
        private Object dated(Rule rule, Object settings) {
            List<Object> list = dates.stream()
                    .<Object>flatMap(
                            date -> inForce(rule, date).map(choice -> RuleValues.hours(choice.text(), date)).stream())
                    .toList();
            return rule.set(settings, list);
        }

        private Optional<Choice> inForce(Rule rule, LocalDate date) {
            return Choice.inForce(
                    choices.stream().filter(choice -> choice.rule() == rule).toList(), date);
        }
    }
}
