package limpid.people;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * For which places somebody writes. Written as words: {@code *} for everywhere, {@code city:临江}, {@code
 * district:临江/江北}, {@code station:S-1}; without a word it is nowhere.
 *
 * @param everywhere all places, also those of no city
 * @param cities     by name
 * @param districts  as city, stroke, district
 * @param stations   by code
 */
public record Scope(boolean everywhere, Set<String> cities, Set<String> districts, Set<String> stations) {
    /** All places. */
    public static final Scope EVERYWHERE = new Scope(true, Set.of(), Set.of(), Set.of());

    /** No place. */
    public static final Scope NOWHERE = new Scope(false, Set.of(), Set.of(), Set.of());

    private static final String ALL = "*";
    private static final String CITY = "city:";
    private static final String DISTRICT = "district:";
    private static final String STATION = "station:";
    private static final char IN = '/';

    /** Keeps its own sets. */
    public Scope {
        cities = Set.copyOf(cities);
        districts = Set.copyOf(districts);
        stations = Set.copyOf(stations);
    }

    /** Stations alone. */
    public static Scope ofStations(Collection<String> codes) {
        return new Scope(false, Set.of(), Set.of(), Set.copyOf(codes));
    }

    /**
     * The scope that these words say.
     *
     * @throws IllegalArgumentException where one is none; it names the word
     */
    public static Scope of(Collection<String> words) {
        boolean everywhere = false;
        Set<String> cities = new TreeSet<>();
        Set<String> districts = new TreeSet<>();
        Set<String> stations = new TreeSet<>();
        for (String word : words) {
            if (word.equals(ALL)) {
                everywhere = true;
            } else if (isA(word, CITY)) {
                cities.add(word.substring(CITY.length()));
            } else if (isA(word, DISTRICT) && isDistrict(word.substring(DISTRICT.length()))) {
                districts.add(word.substring(DISTRICT.length()));
            } else if (isA(word, STATION)) {
                stations.add(word.substring(STATION.length()));
            } else {
                throw new IllegalArgumentException(
                        "'" + word + "' is none of *, city:CITY, district:CITY/DISTRICT, station:CODE");
            }
        }
        return new Scope(everywhere, cities, districts, stations);
    }

    private static boolean isA(String word, String kind) {
        return word.startsWith(kind) && !word.substring(kind.length()).isBlank();
    }

    private static boolean isDistrict(String text) {
        int in = text.indexOf(IN);
        return in > 0 && in < text.length() - 1;
    }

    /** Its words, in order. */
    public List<String> words() {
        List<String> words = new ArrayList<>(everywhere ? List.of(ALL) : List.of());
        new TreeSet<>(cities).forEach(city -> words.add(CITY + city));
        new TreeSet<>(districts).forEach(district -> words.add(DISTRICT + district));
        new TreeSet<>(stations).forEach(code -> words.add(STATION + code));
        return List.copyOf(words);
    }

    /** Whether a station lies in it. @param city and district may be empty */
    public boolean coversStation(String code, String city, String district) {
        return coversCity(city) || districts.contains(city + IN + district) || stations.contains(code);
    }

    /** Whether a city lies in it as a whole. */
    public boolean coversCity(String city) {
        return everywhere || cities.contains(city);
    }

    /**
     * Whether all of another scope lies in it.
     *
     * @param coversStation tells whether a station that the other names lies in this one
     */
    public boolean covers(Scope other, Predicate<String> coversStation) {
        return everywhere
                || !other.everywhere
                        && cities.containsAll(other.cities)
                        && other.districts.stream().allMatch(this::coversDistrict)
                        && other.stations.stream().allMatch(coversStation);
    }

    private boolean coversDistrict(String district) {
        return districts.contains(district) || cities.contains(district.substring(0, district.indexOf(IN)));
    }
}
