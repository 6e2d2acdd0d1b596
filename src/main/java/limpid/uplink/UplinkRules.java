package limpid.uplink;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import limpid.decode.hj212.Upward;
import limpid.measure.Parameter;
import limpid.measure.Parameters;
import limpid.measure.Table;
import limpid.measure.Table.Row;
import limpid.station.Station;
import limpid.store.Uplinks.Selection;

/** What goes to which platform. Of a station the first line that fits it counts. */
public final class UplinkRules {
    /** Nothing goes anywhere. */
    public static final UplinkRules NONE = new UplinkRules(List.of());

    private static final List<String> COLUMNS = List.of("platform", "stations", "parameters", "periods", "reviewed");
    private static final String EVERY = "*";
    private static final String MEDIUM = "medium:";
    private static final String CITY = "city:";
    private static final List<Duration> USUAL = List.of(Duration.ofHours(1), Duration.ofHours(4));

    private final List<Rule> rules;

    private record Rule(
            String platform, String stations, List<Parameter> parameters, List<Duration> periods, boolean reviewed) {
        boolean fits(Station station) {
            if (stations.startsWith(MEDIUM)) {
                return station.medium().code().equals(stations.substring(MEDIUM.length()));
            }
            if (stations.startsWith(CITY)) {
                return station.city().equals(stations.substring(CITY.length()));
            }
            return stations.equals(EVERY) || stations.equals(station.code());
        }

        Selection of(List<String> codes) {
            return new Selection(codes, parameters, periods, reviewed);
        }
    }

    private UplinkRules(List<Rule> rules) {
        this.rules = rules;
    }

    /**
     * Columns {@code platform,stations,parameters,periods,reviewed}: stations is a code, {@code medium:air}, {@code city:} and a
     * name, or {@code *}; parameters and periods have blanks between them, empty for all that have a code in HJ 212, and for
     * PT1H PT4H.
     *
     * @throws Table.Malformed where a line cannot be used
     */
    public static UplinkRules of(Table table) {
        table.requireColumns(COLUMNS, List.of("platform", "stations"));
        return new UplinkRules(table.map(UplinkRules::rule));
    }

    private static Rule rule(Row row) {
        return new Rule(
                row.required("platform"),
                row.required("stations"),
                row.optional("parameters")
                        .map(text ->
                                row.read("parameters", "codes of parameters.csv that HJ 212 has", UplinkRules::codes))
                        .orElseGet(UplinkRules::all),
                row.optional("periods")
                        .map(text -> row.read("periods", "periods such as PT1H", UplinkRules::periods))
                        .orElse(USUAL),
                row.optional("reviewed").isPresent() && row.yes("reviewed"));
    }

    private static List<Parameter> codes(String text) {
        List<Parameter> parameters = Arrays.stream(text.split(" +"))
                .map(code -> Parameters.standard().get(code))
                .toList();
        parameters.stream().filter(one -> !Upward.isSendable(one)).findFirst().ifPresent(one -> {
            throw new IllegalArgumentException(one.code());
        });
        return parameters;
    }

    private static List<Parameter> all() {
        return Parameters.standard().all().stream().filter(Upward::isSendable).toList();
    }

    private static List<Duration> periods(String text) {
        try {
            return Arrays.stream(text.split(" +")).map(Duration::parse).toList();
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    /** Whether every line names one of these platforms; the name of one that does not. */
    public Optional<String> stranger(List<Platform> platforms) {
        return rules.stream()
                .map(Rule::platform)
                .filter(name -> platforms.stream().noneMatch(one -> one.name().equals(name)))
                .findFirst();
    }

    /**
     * What of stations goes to a platform. A station without a data logger's number cannot be named there and stays out.
     *
     * @return by station
     */
    public Map<String, Selection> of(String platform, List<Station> stations) {
        Map<String, Selection> selections = new LinkedHashMap<>();
        all(platform, stations)
                .forEach((rule, codes) -> codes.forEach(code -> selections.put(code, rule.of(List.of(code)))));
        return selections;
    }

    /** The same, rule by rule. */
    public List<Selection> selections(String platform, List<Station> stations) {
        List<Selection> selections = new ArrayList<>();
        all(platform, stations).forEach((rule, codes) -> selections.add(rule.of(codes)));
        return selections;
    }

    private Map<Rule, List<String>> all(String platform, List<Station> stations) {
        Map<Rule, List<String>> all = new HashMap<>();
        for (Station station : stations) {
            if (!station.logger().mn().isEmpty()) {
                rules.stream()
                        .filter(rule -> rule.platform().equals(platform) && rule.fits(station))
                        .findFirst()
                        .ifPresent(rule -> all.computeIfAbsent(rule, key -> new ArrayList<>())
                                .add(station.code()));
            }
        }
        return all;
    }
}
