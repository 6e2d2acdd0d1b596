package limpid.programme;

import java.util.List;
import limpid.station.Station;

/**
 * The part of a city that an indicator is of 范围, such as the urban districts 市辖区. A station without a district is in none.
 *
 * @param key       in the programme's file; empty for the whole city and for districts or stations that a measure names
 * @param districts 区县 of the registry; none where stations are named
 * @param stations  codes of stations; none where districts are named
 */
public record Area(String key, String nameZh, String nameEn, List<String> districts, List<String> stations) {
    /** 全市. */
    public static final Area CITY = new Area("", "全市", "whole city", List.of(), List.of());

    /** Keeps its own lists. */
    public Area {
        districts = List.copyOf(districts);
        stations = List.copyOf(stations);
    }

    /** Some districts. */
    public static Area ofDistricts(List<String> districts) {
        String names = String.join("、", districts);
        return new Area("", names, names, districts, List.of());
    }

    /** Some stations, by their codes. */
    public static Area ofStations(List<String> codes) {
        String names = String.join("、", codes);
        return new Area("", names, names, List.of(), codes);
    }

    /** Whether it is all of the city. */
    public boolean isCity() {
        return districts.isEmpty() && stations.isEmpty();
    }

    /** Whether a station of the city lies in it. */
    public boolean includes(Station station) {
        return isCity() || districts.contains(station.district()) || stations.contains(station.code());
    }
}
