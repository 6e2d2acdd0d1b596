package limpid.bench;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Figures of two servers, held against each other. Where there are several of a name, the middle one counts. */
public final class Beside {
    private final Map<String, List<List<Figure>>> figures = new LinkedHashMap<>();

    /** Takes what a bench found on a server. @param server 0 for the first, 1 for the second */
    public void add(int server, String bench, List<Figure> found) {
        for (Figure figure : found) {
            figures.computeIfAbsent(bench + ": " + figure.name(), name -> List.of(new ArrayList<>(), new ArrayList<>()))
                    .get(server)
                    .add(figure);
        }
    }

    /** Prints a line for each figure that both have. @param first what the first server is, @param second the other */
    public void print(String first, String second, PrintWriter out) {
        out.printf("%nA  %s%nB  %s%n%n", first, second);
        out.printf("  %-50s %14s %14s %18s%n", "", "A", "B", "speed of A to B");
        figures.forEach((name, both) -> {
            if (!both.getFirst().isEmpty() && !both.getLast().isEmpty()) {
                Figure a = middle(both.getFirst());
                Figure b = middle(both.getLast());
                out.printf(
                        "  %-50s %,14.1f %,14.1f %18.2f%n",
                        name + " " + a.unit().sign(), a.value(), b.value(), a.speed(b));
            }
        });
        out.flush();
    }

    /** The lower one of two. */
    private static Figure middle(List<Figure> several) {
        return several.stream()
                .sorted((a, b) -> Double.compare(a.value(), b.value()))
                .toList()
                .get((several.size() - 1) / 2);
    }
}
