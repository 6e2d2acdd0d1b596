package limpid.standard;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import limpid.measure.Table;
import limpid.measure.Table.Row;

/**
 * Limits of acoustic functional zones 声环境功能区, dB: GB 3096-2008 5.1 for Leq, 5.4 for bursts at night, from
 * {@code noise/limits.csv}. There is no limit for Ldn.
 */
public final class ZoneLimits {
    private static final Map<String, ZoneLimits> STANDARD = read(Table.resource("/limpid/standard/noise/limits.csv"));

    private final String edition;
    private final Map<Key, Limit> limits = new HashMap<>();

    private ZoneLimits(String edition) {
        this.edition = edition;
    }

    /**
     * The limits of an edition.
     *
     * @throws IllegalArgumentException where the edition has none
     */
    public static ZoneLimits of(Edition edition) {
        ZoneLimits limits = STANDARD.get(edition.code());
        if (limits == null) {
            throw new IllegalArgumentException("no zone limits in " + edition.code());
        }
        return limits;
    }

    /**
     * Reads the limits of all editions, by edition code.
     *
     * @throws Table.Malformed where a line is wrong or stands twice
     */
    public static Map<String, ZoneLimits> read(Table table) {
        Map<String, ZoneLimits> editions = new HashMap<>();
        for (Row row : table.rows()) {
            editions.computeIfAbsent(row.required("edition"), ZoneLimits::new).add(row);
        }
        return Map.copyOf(editions);
    }

    private void add(Row row) {
        Key key = new Key(row.required("zone"), row.read("period", "day or night", DayPart::of));
        Limit limit = new Limit(
                edition, key.zone, key.part, row.decimal("leq_limit_dba"), row.optionalDecimal("burst_lmax_limit_dba"));
        if (limits.put(key, limit) != null) {
            throw row.malformed("zone", "'" + key.zone + "' stands twice for the " + key.part.code());
        }
    }

    /** All limits, by zone, the day first. */
    public List<Limit> all() {
        return limits.values().stream()
                .sorted(Comparator.comparing(Limit::zone).thenComparing(Limit::part))
                .toList();
    }

    /** The limit of a zone, empty where the standard has no such zone. */
    public Optional<Limit> limit(String zone, DayPart part) {
        return Optional.ofNullable(limits.get(new Key(zone, part)));
    }

    /**
     * One limit.
     *
     * @param edition code of the standard
     * @param zone    0, 1, 2, 3, 4a or 4b
     * @param leq     a level up to and including it complies, dB
     * @param burst   the same for Lmax of a burst 突发噪声; empty by day
     */
    public record Limit(String edition, String zone, DayPart part, BigDecimal leq, Optional<BigDecimal> burst) {
        /**
         * The limit of a place for which another one was set, such as an older railway beside zone 4b; the allowance of
         * a burst above the limit stays the same.
         */
        public Limit withLeq(BigDecimal other) {
            return new Limit(edition, zone, part, other, burst.map(allowed -> allowed.subtract(leq)
                    .add(other)));
        }
    }

    private record Key(String zone, DayPart part) {}
}
