package limpid.replay;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import limpid.replay.Comparison.Lack;
import limpid.replay.Comparison.Pair;
import limpid.replay.Comparison.Relation;
import limpid.replay.ComputedHours.Computed;
import limpid.replay.NationalHours.Key;
import limpid.replay.ReplayRun.Account;

/** The figures of the replay as a short table for people. */
final class Figures {
    private final List<String> lines = new ArrayList<>();

    void replayed(int stations, int messages, long values) {
        line(
                "%,d stations, %,d station-hours 2026-02-28T00 to 2026-03-01T23, %,d values over MQTT",
                stations, messages, values);
    }

    void compared(Comparison comparison) {
        line("%-62s%12s%12s", "", Comparison.OLD, Comparison.NEW);
        complete(comparison, Lack.NOTHING, "all six items there");
        complete(comparison, Lack.NOTHING_DUE, "an item not measured there (/), nothing missing");
        incomplete(comparison, Lack.PM10_ONLY, "only PM10 missing");
        incomplete(comparison, Lack.SOMETHING_ELSE, "something else missing");
        row(comparison, Lack.EVERYTHING, "everything missing", List::size);
        for (Lack lack : List.of(Lack.NOTHING, Lack.NOTHING_DUE)) {
            comparison.of(lack).stream()
                    .filter(pair -> pair.relation() != Relation.EQUAL)
                    .forEach(pair -> line("differs: %s", pair));
        }
    }

    private void complete(Comparison comparison, Lack lack, String what) {
        row(comparison, lack, what, List::size);
        row(comparison, lack, "  AQI equal", pairs -> count(pairs, Relation.EQUAL));
        row(comparison, lack, "  AQI differs, PM2.5 printed as 3", pairs -> (int) pairs.stream()
                .filter(pair -> pair.relation() != Relation.EQUAL)
                .filter(pair -> pair.published().printsThree())
                .count());
        row(comparison, lack, "  AQI differs otherwise", pairs -> (int) pairs.stream()
                .filter(pair -> pair.relation() != Relation.EQUAL)
                .filter(pair -> !pair.published().printsThree())
                .count());
        row(
                comparison,
                lack,
                "  of equal AQI, primary pollutants equal",
                pairs -> (int) Comparison.related(pairs, Relation.EQUAL).stream()
                        .filter(Pair::samePrimary)
                        .count());
    }

    private void incomplete(Comparison comparison, Lack lack, String what) {
        row(comparison, lack, what, List::size);
        row(
                comparison,
                lack,
                "  as published, or neither has one",
                pairs -> count(pairs, Relation.EQUAL) + count(pairs, Relation.BOTH_NULL));
        row(
                comparison,
                lack,
                "  published up to 100, not by the text of the edition",
                pairs -> count(pairs, Relation.ONLY_PUBLISHED));
        row(
                comparison,
                lack,
                "  by the text of the edition, not published",
                pairs -> count(pairs, Relation.ONLY_COMPUTED));
        row(comparison, lack, "  another value, PM2.5 printed as 3", pairs -> count(pairs, Relation.OTHER_VALUE));
    }

    private static int count(List<Pair> pairs, Relation relation) {
        return Comparison.related(pairs, relation).size();
    }

    private void row(Comparison comparison, Lack lack, String what, Function<List<Pair>, Integer> figure) {
        line(
                "%-62s%,12d%,12d",
                what,
                figure.apply(comparison.of(Comparison.OLD, lack)),
                figure.apply(comparison.of(Comparison.NEW, lack)));
    }

    /** How many stations have both hours, the last of the old edition and the first of the new one. */
    long switched(Map<Key, Computed> hours, Instant lastOfOld, Instant firstOfNew) {
        long stations = hours.keySet().stream()
                .filter(key -> key.end().equals(lastOfOld))
                .filter(key -> hours.containsKey(new Key(key.station(), firstOfNew)))
                .count();
        line("edition switches after stamp 2026-03-01T00:00 at all %,d stations with both hours", stations);
        return stations;
    }

    void ledger(String run, Map<String, Account> ledger) {
        Account all = ledger.values().stream()
                .reduce(
                        new Account(0, 0, 0, 0, 0),
                        (one, other) -> new Account(
                                one.received() + other.received(),
                                one.stored() + other.stored(),
                                one.duplicate() + other.duplicate(),
                                one.revised() + other.revised(),
                                one.refused() + other.refused()));
        line(
                "%s: received %,d = stored %,d + duplicate %,d + revised %,d + refused %,d;"
                        + " balanced at %,d of %,d stations",
                run,
                all.received(),
                all.stored(),
                all.duplicate(),
                all.revised(),
                all.refused(),
                ledger.values().stream().filter(Account::balanced).count(),
                ledger.size());
    }

    void same(String table, Path dump) throws IOException {
        try (var rows = Files.lines(dump)) {
            line("killed three times: %,d rows of %s byte-equal", rows.count(), table);
        }
    }

    void timings(String run, Map<String, Duration> sinceStart) {
        String steps = sinceStart.entrySet().stream()
                .map(step -> step.getKey() + " after " + seconds(step.getValue()))
                .collect(Collectors.joining(", "));
        line(
                "%s: %s; load average %.1f",
                run,
                steps,
                Objects.requireNonNull(ManagementFactory.getOperatingSystemMXBean())
                        .getSystemLoadAverage());
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }

    private void line(String format, Object... values) {
        lines.add(String.format(Locale.ROOT, format, values));
    }

    void write(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, lines);
        lines.forEach(System.out::println);
    }
}
