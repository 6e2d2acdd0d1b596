package limpid.replay;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import limpid.measure.LocalDay;
import limpid.replay.ComputedHours.Computed;
import limpid.replay.NationalHours.Published;
import limpid.standard.Pollutant;

/** The service's hours against the published ones, counted by what an hour lacks and by the edition in force. */
final class Comparison {
    static final String OLD = "HJ 633-2012";
    static final String NEW = "HJ 633-2026";
    static final int PUBLISHED_ABOVE = 100;

    /** What an hour lacks. */
    enum Lack {
        NOTHING,
        NOTHING_DUE,
        PM10_ONLY,
        SOMETHING_ELSE,
        EVERYTHING;

        static Lack of(Published hour) {
            Set<Pollutant> missing = hour.missing();
            if (hour.values().isEmpty()) {
                return EVERYTHING;
            }
            if (missing.isEmpty()) {
                return hour.outside().isEmpty() ? NOTHING : NOTHING_DUE;
            }
            return missing.equals(Set.of(Pollutant.PM10)) ? PM10_ONLY : SOMETHING_ELSE;
        }
    }

    /** How the AQI relates to the published one. */
    enum Relation {
        EQUAL,
        BOTH_NULL,
        OTHER_VALUE,
        ONLY_PUBLISHED,
        ONLY_COMPUTED
    }

    /** An hour as published and as computed. */
    record Pair(Published published, Computed computed) {
        Relation relation() {
            if (published.aqi() == null) {
                return computed.aqi() == null ? Relation.BOTH_NULL : Relation.ONLY_COMPUTED;
            }
            if (computed.aqi() == null) {
                return Relation.ONLY_PUBLISHED;
            }
            return published.aqi().equals(computed.aqi()) ? Relation.EQUAL : Relation.OTHER_VALUE;
        }

        boolean samePrimary() {
            return published.primary().equals(computed.primary());
        }

        /** Whether the sub-indices that are there lead to the published AQI. */
        boolean restIsPublished() {
            return Objects.equals(published.aqi(), computed.rest());
        }

        @Override
        public String toString() {
            return published.key().station() + " "
                    + published.key().end().atZone(LocalDay.CHINA).toLocalDateTime() + " published " + published.aqi()
                    + " " + published.primary() + ", computed " + computed.aqi() + " " + computed.primary() + ", PM2.5 "
                    + published.values().get(Pollutant.PM2_5);
        }
    }

    private final Map<String, Map<Lack, List<Pair>>> pairs = new LinkedHashMap<>();

    void add(Published published, Computed computed) {
        pairs.computeIfAbsent(computed.edition(), edition -> new EnumMap<>(Lack.class))
                .computeIfAbsent(Lack.of(published), lack -> new ArrayList<>())
                .add(new Pair(published, computed));
    }

    Set<String> editions() {
        return pairs.keySet();
    }

    /** The hours under an edition that lack this. */
    List<Pair> of(String edition, Lack lack) {
        return Objects.requireNonNull(pairs.get(edition), edition).getOrDefault(lack, List.of());
    }

    /** The hours under both editions that lack this. */
    List<Pair> of(Lack lack) {
        List<Pair> both = new ArrayList<>(of(OLD, lack));
        both.addAll(of(NEW, lack));
        return both;
    }

    static List<Pair> related(List<Pair> pairs, Relation... relations) {
        Set<Relation> wanted = Set.of(relations);
        return pairs.stream().filter(pair -> wanted.contains(pair.relation())).toList();
    }
}
