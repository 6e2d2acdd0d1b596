package limpid.api.screen;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import limpid.air.AirDay;
import limpid.air.AirHour;
import limpid.air.AirTables;
import limpid.api.air.AirDayView;
import limpid.api.air.AirHourView;
import limpid.api.air.AirPart;
import limpid.measure.LocalDay;
import limpid.measure.Medium;
import limpid.measure.Parameter;
import limpid.measure.Parameters;
import limpid.standard.AirCategories;
import limpid.standard.AirCategories.Category;
import limpid.standard.AirIndexRule;
import limpid.standard.Edition;
import limpid.standard.Pollutant;
import limpid.standard.SensitiveGroups;
import limpid.standard.StandardBook;
import limpid.station.Station;
import limpid.store.Results;
import limpid.store.Results.Kind;
import limpid.store.Results.Known;
import limpid.store.Span;
import limpid.store.Stations;
import org.jspecify.annotations.Nullable;

/** What the public is told of the air: figures with the words of HJ 633, ready to be printed. */
@Singleton
final class PublicAir {
    private static final Duration NEWEST = Duration.ofHours(6);
    private static final int HEAVY = 5;
    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private static final Map<String, String> FORMULAS =
            Map.of("SO2", "SO₂", "NO2", "NO₂", "O3", "O₃", "PM10", "PM₁₀", "PM2.5", "PM₂.₅");

    private final Stations stations;
    private final Results results;
    private final InstantSource clock;

    PublicAir(Stations stations, Results results, InstantSource clock) {
        this.stations = stations;
        this.results = results;
        this.clock = clock;
    }

    /** Cities with a station in service that enters the city's figures; the one with most of them first. */
    List<String> cities() {
        Map<String, Long> counted = stations.all().stream()
                .filter(station -> station.medium() == Medium.AIR
                        && station.countsInCity()
                        && station.inService(LocalDay.today(clock)))
                .collect(Collectors.groupingBy(Station::city, LinkedHashMap::new, Collectors.counting()));
        return counted.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The edition of HJ 633 in force today. */
    String edition() {
        return index().label();
    }

    private Edition index() {
        return StandardBook.standard()
                .inForce("air-index", LocalDay.today(clock))
                .orElseThrow(() -> new IllegalStateException("no edition of air-index is in force"));
    }

    /** The newest hour of a city, of the last six. */
    Hour hour(String city, boolean zh) {
        return newest(Kind.CITY, List.of(city)).values().stream()
                .findFirst()
                .map(known -> hour(AirHourView.of(known, true), zh))
                .orElseGet(() -> Hour.none(zh));
    }

    /** The stations of a city in its figures, by name, each with its newest hour. */
    List<Place> stations(String city, boolean zh) {
        List<Station> own = stations.all().stream()
                .filter(station ->
                        station.medium() == Medium.AIR && station.city().equals(city))
                .filter(station -> station.countsInCity() && station.inService(LocalDay.today(clock)))
                .toList();
        Map<String, Known<AirHour>> newest =
                newest(Kind.STATION, own.stream().map(Station::code).toList());
        return own.stream()
                .map(station -> place(station, newest.get(station.code()), zh))
                .sorted(Comparator.comparing(Place::name))
                .toList();
    }

    private Map<String, Known<AirHour>> newest(Kind kind, List<String> codes) {
        Instant now = clock.instant();
        Map<String, Known<AirHour>> newest = new LinkedHashMap<>();
        results.all(AirTables.HOURS, kind, codes, Map.of(), new Span(now.minus(NEWEST), now), null)
                .forEach(hour -> newest.put(hour.subject().code(), hour));
        return newest;
    }

    private Place place(Station station, @Nullable Known<AirHour> known, boolean zh) {
        String name = zh || station.nameEn().isBlank() ? station.nameZh() : station.nameEn();
        if (known == null) {
            return new Place(name, "NA", null, "NA", "–");
        }
        AirHourView hour = AirHourView.of(known, true);
        Optional<Category> category = category(hour.aqi());
        return new Place(
                name,
                printed(hour.aqi()),
                category.map(Category::colourHex).orElse(null),
                category.map(one -> word(one, zh)).orElse("NA"),
                HOUR.format(hour.end()));
    }

    private Hour hour(AirHourView hour, boolean zh) {
        Optional<Category> category = category(hour.aqi());
        String colour = category.map(Category::colourHex).orElse(null);
        return new Hour(
                printed(hour.aqi()),
                colour,
                colour == null ? null : ink(colour),
                category.map(one -> word(one, zh)).orElse("NA"),
                time(hour.end(), zh),
                listed(hour.primaryPollutants(), zh),
                hour.aqi() != null ? null : zh ? "有效数据不足，暂不发布指数" : "too few valid data for an index",
                category.map(one -> zh ? one.healthEffectZh() : one.healthEffect())
                        .orElse(null),
                category.map(one -> zh ? one.adviceZh() : one.advice()).orElse(null),
                sensitive(hour, zh),
                hour.values().entrySet().stream()
                        .map(entry -> part(entry.getKey(), entry.getValue()))
                        .toList());
    }

    /** Whom the edition names for the pollutants that are so high; nobody where it has no such table. */
    private String sensitive(AirHourView hour, boolean zh) {
        Integer above = AirIndexRule.of(index()).sensitiveAbove();
        return hour.values().entrySet().stream()
                .filter(entry -> isAbove(entry.getValue().iaqi(), above))
                .flatMap(entry -> Pollutant.of(entry.getKey()).stream())
                .flatMap(pollutant -> SensitiveGroups.of(index(), pollutant).stream())
                .map(group -> zh ? group.nameZh() : group.nameEn())
                .distinct()
                .collect(Collectors.joining(zh ? "、" : ", "));
    }

    private static boolean isAbove(@Nullable Integer index, @Nullable Integer least) {
        return index != null && least != null && index > least;
    }

    private static Part part(String code, AirPart part) {
        Parameter parameter = Parameters.standard().get(code);
        return new Part(
                FORMULAS.getOrDefault(code, code),
                part.value() == null ? "NA" : part.value().toPlainString(),
                parameter.unit().replace("ug", "μg").replace("m3", "m³"),
                printed(part.iaqi()));
    }

    /** The days of a city with an index or why there is none, the newest first, today left out. */
    List<Day> days(String city, int count, boolean zh) {
        LocalDay today = new LocalDay(LocalDay.today(clock), LocalDay.CHINA);
        Span span = new Span(new LocalDay(today.date().minusDays(count), LocalDay.CHINA).start(), today.start());
        Instant now = clock.instant();
        List<Known<AirDay>> known = results.all(AirTables.DAYS, Kind.CITY, List.of(city), Map.of(), span, null);
        return known.reversed().stream()
                .map(day -> day(AirDayView.of(day, now, true), zh))
                .toList();
    }

    private Day day(AirDayView day, boolean zh) {
        Optional<Category> category = category(day.aqi());
        return new Day(
                day.date().toString(),
                printed(day.aqi()),
                category.map(Category::colourHex).orElse(null),
                category.map(one -> word(one, zh)).orElse("NA"),
                listed(day.primaryPollutants(), zh),
                category.map(one -> zh ? one.adviceZh() : one.advice()).orElse(""),
                category.map(Category::level).orElse(0) >= HEAVY,
                day.knownFrom().toInstant());
    }

    private Optional<Category> category(@Nullable Integer aqi) {
        return Optional.ofNullable(aqi).map(AirCategories.of(index())::of);
    }

    private static String word(Category category, boolean zh) {
        return zh ? category.zh() : category.en();
    }

    /** HJ 633-2026 5.3.1 has NA for what is missing. */
    private static String printed(@Nullable Integer value) {
        return value == null ? "NA" : value.toString();
    }

    private static String listed(List<String> pollutants, boolean zh) {
        return pollutants.stream()
                .map(code -> FORMULAS.getOrDefault(code, code))
                .collect(Collectors.joining(zh ? "、" : ", "));
    }

    private static String time(OffsetDateTime end, boolean zh) {
        return HOUR.format(end) + (zh ? " 时值" : " (mean of the hour before)");
    }

    /** Black or white, whichever is better read on a colour (WCAG 2.2, relative luminance). */
    private static String ink(String hex) {
        double light = channel(hex, 1) * 0.2126 + channel(hex, 3) * 0.7152 + channel(hex, 5) * 0.0722;
        return light > 0.18 ? "#111" : "#fff";
    }

    private static double channel(String hex, int at) {
        double part = Integer.parseInt(hex.substring(at, at + 2), 16) / 255.0;
        return part <= 0.03928 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
    }

    /**
     * The newest hour of a city.
     *
     * @param reason    why there is no index; null where there is one
     * @param sensitive sensitive groups 敏感人群 of the pollutants with an index above 100; empty for none
     */
    public record Hour(
            String aqi,
            @Nullable String colour,
            @Nullable String ink,
            String category,
            String time,
            String primary,
            @Nullable String reason,
            @Nullable String effect,
            @Nullable String advice,
            String sensitive,
            List<Part> parts) {
        private static Hour none(boolean zh) {
            return new Hour(
                    "NA",
                    null,
                    null,
                    "NA",
                    zh ? "近 6 小时无数据" : "nothing within six hours",
                    "",
                    zh ? "暂无数据" : "no data",
                    null,
                    null,
                    "",
                    List.of());
        }
    }

    /** One pollutant in an hour. */
    public record Part(String name, String value, String unit, String index) {}

    /** A station with its newest hour. */
    public record Place(String name, String aqi, @Nullable String colour, String category, String time) {}

    /**
     * A day of a city.
     *
     * @param time   its local date
     * @param isHeavy whether it is heavily or severely polluted
     */
    public record Day(
            String time,
            String aqi,
            @Nullable String colour,
            String category,
            String primary,
            String advice,
            boolean isHeavy,
            Instant knownFrom) {
        /** For example 2026-11-29 AQI 58 良 O3. */
        String line() {
            return (time + " AQI " + aqi + " " + category + " " + primary).strip();
        }

        /** The line with the advice. */
        String sentence() {
            return advice.isEmpty() ? line() : line() + " – " + advice;
        }
    }
}
