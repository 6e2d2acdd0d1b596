package limpid.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import limpid.replay.ReplayRun.Account;
import limpid.replay.SectionRecords.Key;
import limpid.replay.SectionRecords.Sent;
import limpid.water.Mismatch;
import limpid.water.RecordedWater.Published;
import limpid.water.WaterClass;

/** The figures of the replay of sections, and every mismatch with its cause. */
final class SectionFigures {
    private final List<String> lines = new ArrayList<>();

    /** A mismatch: how many sets of one section, with one pair of classes, for one cause. */
    private record Miss(Mismatch cause, String section, int published, int computed) {
        String text() {
            return String.format(
                    "%-30s published %-3s computed %-3s",
                    section, WaterClass.name(published), WaterClass.name(computed));
        }
    }

    void replayed(Sent sent, Map<String, Duration> timings) {
        line(
                "%,d values of %,d stations over MQTT; %s",
                sent.values(), sent.stations().size(), timings);
    }

    void ledger(Collection<Account> ledger) {
        line(
                "received %,d = stored %,d + duplicate %,d + revised %,d + refused %,d",
                ledger.stream().mapToLong(Account::received).sum(),
                ledger.stream().mapToLong(Account::stored).sum(),
                ledger.stream().mapToLong(Account::duplicate).sum(),
                ledger.stream().mapToLong(Account::revised).sum(),
                ledger.stream().mapToLong(Account::refused).sum());
    }

    /** Compares the stored class of each time with the one published in its last record. @return the share that agrees */
    double compared(String title, SectionRecords records, Set<String> lakes, Map<Key, Integer> stored) {
        Map<Miss, Integer> misses = new HashMap<>();
        int judged = 0;
        int differ = 0;
        for (List<Published> section : records.sections().values()) {
            for (int index : last(section)) {
                Published record = section.get(index);
                Key key = new Key(records.code(record.section(), lakes), SectionRecords.end(record));
                int computed = stored.get(key);
                if (record.waterClass() > 0 && computed > 0) {
                    judged++;
                    if (computed != record.waterClass()) {
                        differ++;
                        Mismatch cause = Mismatch.of(section, index, lakes);
                        misses.merge(new Miss(cause, record.section(), record.waterClass(), computed), 1, Integer::sum);
                    }
                }
            }
        }
        double share = 1 - (double) differ / judged;
        line("%s: %,d of %,d sets agree, %.3f %%", title, judged - differ, judged, 100 * share);
        list(misses);
        return share;
    }

    /** The last record of each time. */
    private static Collection<Integer> last(List<Published> section) {
        Map<Instant, Integer> last = new TreeMap<>();
        for (int i = 0; i < section.size(); i++) {
            if (SectionRecords.isSent(section.get(i))) {
                last.put(SectionRecords.end(section.get(i)), i);
            }
        }
        return last.values();
    }

    private void list(Map<Miss, Integer> misses) {
        Map<Mismatch, List<Map.Entry<Miss, Integer>>> byCause = misses.entrySet().stream()
                .collect(Collectors.groupingBy(miss -> miss.getKey().cause(), TreeMap::new, Collectors.toList()));
        byCause.forEach((cause, own) -> {
            int sets = own.stream().mapToInt(Map.Entry::getValue).sum();
            long sections =
                    own.stream().map(miss -> miss.getKey().section()).distinct().count();
            line("    %d sets of %d sections: %s", sets, sections, cause.text());
            own.stream()
                    .sorted(Map.Entry.<Miss, Integer>comparingByValue()
                            .reversed()
                            .thenComparing(miss -> miss.getKey().text()))
                    .forEach(miss -> line("        %s %d", miss.getKey().text(), miss.getValue()));
        });
    }

    private void line(String format, Object... values) {
        lines.add(String.format(Locale.ROOT, format, values));
    }

    void write(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, lines);
        lines.stream().filter(line -> !line.startsWith("        ")).forEach(System.out::println);
    }
}
