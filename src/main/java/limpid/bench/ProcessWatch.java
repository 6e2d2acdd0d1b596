package limpid.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What Linux and the collector say of a process of Java. */
final class ProcessWatch {
    /** {@code Pause Young (Normal) (G1 Evacuation Pause) 123M->45M(256M) 3.4ms}. */
    private static final Pattern COLLECTION = Pattern.compile("(\\d+)([MG])(?:\\(\\d+%\\))?->(\\d+)([MG])");

    private static final double KIB = 1024;

    private final Path process;
    private final Path collections;
    private long read;
    private double lastHeap;

    /** Of the process of this number. @param collections where its collector writes a line for each */
    ProcessWatch(long pid, Path collections) {
        this.process = Path.of("/proc", Long.toString(pid));
        this.collections = collections;
    }

    /** Whether there is anything to be read here: the process files of Linux. */
    boolean isPossible() {
        return Files.isReadable(process.resolve("status"));
    }

    /** MB that the process has in memory. */
    double resident() throws IOException {
        return status("VmRSS:") / KIB;
    }

    double threads() throws IOException {
        return status("Threads:");
    }

    private double status(String name) throws IOException {
        return Files.readAllLines(process.resolve("status")).stream()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line ->
                        Double.parseDouble(line.substring(name.length()).strip().split(" ", 2)[0]))
                .findFirst()
                .orElseThrow();
    }

    /** What it has open, in words such as {@code socket:[123]} or a path. */
    List<String> open() throws IOException {
        List<String> open = new ArrayList<>();
        List<Path> links;
        try (Stream<Path> all = Files.list(process.resolve("fd"))) {
            links = all.toList();
        }
        for (Path link : links) {
            try {
                open.add(Files.readSymbolicLink(link).toString());
            } catch (IOException e) {
                // It was closed since.
                continue;
            }
        }
        return open;
    }

    /** MB in use after that collection which left least since the last question; what was said then where there was none. */
    double heap() throws IOException {
        String all = Files.exists(collections) ? Files.readString(collections, StandardCharsets.UTF_8) : "";
        String fresh = all.substring(Math.toIntExact(Math.min(read, all.length())));
        read = all.length();
        lastHeap = leastAfter(fresh).orElse(lastHeap);
        return lastHeap;
    }

    /** The least that a collection of these lines left, MB. */
    static OptionalDouble leastAfter(String lines) {
        Matcher collection = COLLECTION.matcher(lines);
        OptionalDouble least = OptionalDouble.empty();
        while (collection.find()) {
            double left = Double.parseDouble(collection.group(3))
                    * (collection.group(4).equals("G") ? KIB : 1);
            least = OptionalDouble.of(Math.min(left, least.orElse(left)));
        }
        return least;
    }
}
