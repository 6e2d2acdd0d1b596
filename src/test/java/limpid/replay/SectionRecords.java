package limpid.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import limpid.measure.LocalDay;
import limpid.water.ItemSet;
import limpid.water.RecordedWater;
import limpid.water.RecordedWater.Published;

/** The records of one file as stations send them: each section under a code, its lakes under a second one as rivers. */
final class SectionRecords {
    private static final int STAMP = "04-01 12:00".length();
    private static final LocalDate LAST_DAY_OF_APRIL_FILE = LocalDate.parse("2021-04-05");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");

    private final Map<String, List<Published>> sections;
    private final Map<String, String> codes = new LinkedHashMap<>();

    SectionRecords(String name, List<Published> records) {
        sections = RecordedWater.bySection(records);
        sections.keySet().stream()
                .sorted()
                .forEach(section -> codes.put(section, name + "-" + String.format("%03d", codes.size())));
    }

    /** A set of values is known by the section's code and its end. */
    record Key(String station, Instant end) {}

    /** What goes out: the files, one after the other, how many values, from which stations. */
    record Sent(List<Path> passes, long values, Set<String> stations) {}

    /** Records by section, each in file order. */
    Map<String, List<Published>> sections() {
        return sections;
    }

    /** The code under which a section is a river or a lake. */
    String code(String section, Set<String> lakes) {
        boolean river = RecordedWater.lakes().contains(section) && !lakes.contains(section);
        return codes.get(section) + (river ? "-R" : "");
    }

    private List<String> codes(String section) {
        return Stream.of(RecordedWater.lakes(), Set.<String>of())
                .map(lakes -> code(section, lakes))
                .distinct()
                .toList();
    }

    /** The key of a record, for one that was measured at a known time. */
    static boolean isSent(Published record) {
        return !record.values().isEmpty() && record.time().matches(".*\\d\\d-\\d\\d \\d\\d:\\d\\d");
    }

    /** Times are printed without a year; none lies after the day of the file. */
    static Instant end(Published record) {
        String time = record.time();
        LocalDate day =
                time.length() == STAMP ? LAST_DAY_OF_APRIL_FILE : LocalDate.parse(time.substring(0, time.indexOf(' ')));
        String stamp = time.substring(time.length() - STAMP);
        LocalDateTime end = LocalDateTime.parse(day.getYear() + "-" + stamp, TIME);
        return (end.toLocalDate().isAfter(day) ? end.minusYears(1) : end)
                .atZone(LocalDay.CHINA)
                .toInstant();
    }

    /** The class that the last record of each time gives; 0 where it gives none. */
    Map<Key, Integer> classes(Set<String> lakes) {
        Map<Key, Integer> classes = new HashMap<>();
        sections.forEach((section, records) -> records.stream()
                .filter(SectionRecords::isSent)
                .forEach(record -> classes.put(
                        new Key(code(section, lakes), end(record)),
                        record.computed(RecordedWater.type(section, lakes)))));
        return classes;
    }

    /** The registry of these sections. */
    static String registry(List<SectionRecords> all) {
        StringBuilder csv = new StringBuilder("code,name_zh,medium,city,period,water_body,water_body_type\n");
        for (SectionRecords records : all) {
            for (String section : records.codes.keySet()) {
                for (String code : records.codes(section)) {
                    boolean lake = RecordedWater.lakes().contains(section) && !code.endsWith("-R");
                    csv.append(String.join(
                                    ",",
                                    code,
                                    section,
                                    "water",
                                    section.substring(0, section.indexOf('/')),
                                    "PT4H",
                                    "",
                                    lake ? "lake" : "river"))
                            .append('\n');
                }
            }
        }
        return csv.toString();
    }

    private record Message(Key key, Published record) {}

    /** Writes a file for each pass in the order of time: first what came first of each set, then what repeats it. */
    static Sent write(List<SectionRecords> all, Path folder) throws IOException {
        Map<Integer, List<Message>> passes = new TreeMap<>();
        Map<Key, Integer> times = new HashMap<>();
        for (SectionRecords records : all) {
            records.messages().forEach(message -> passes.computeIfAbsent(
                            times.merge(message.key(), 1, Integer::sum), time -> new ArrayList<>())
                    .add(message));
        }
        List<Path> files = new ArrayList<>();
        long values = 0;
        for (List<Message> pass : passes.values()) {
            List<String> lines = lines(pass);
            values += lines.size() - 1;
            files.add(Files.write(folder.resolve("sections-" + files.size() + ".csv"), lines));
        }
        Set<String> stations = times.keySet().stream().map(Key::station).collect(Collectors.toSet());
        return new Sent(files, values, stations);
    }

    private List<Message> messages() {
        List<Message> messages = new ArrayList<>();
        sections.forEach(
                (section, own) -> own.stream().filter(SectionRecords::isSent).forEach(record -> codes(section)
                        .forEach(code -> messages.add(new Message(new Key(code, end(record)), record)))));
        return messages;
    }

    private static List<String> lines(List<Message> messages) {
        messages.sort(Comparator.comparing(message -> message.key().end()));
        List<String> lines = new ArrayList<>(List.of("station,medium,end,period,parameter,value,flag"));
        for (Message message : messages) {
            Key key = message.key();
            values(message.record())
                    .forEach((code, value) ->
                            lines.add(key.station() + ",water," + key.end() + ",PT4H," + code + "," + value + ","));
        }
        return lines;
    }

    /** What was measured, and as due and missing the items of the class that were not. */
    private static Map<String, String> values(Published record) {
        Map<String, String> values = new LinkedHashMap<>();
        record.values().forEach((code, value) -> values.put(code, value.toPlainString()));
        ItemSet.automatic().codes().forEach(code -> values.putIfAbsent(code, ""));
        return values;
    }
}
