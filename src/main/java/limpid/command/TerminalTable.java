package limpid.command;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** A table for a terminal, as wide as its cells need; Chinese characters take two columns, long cells are cut. */
final class TerminalTable {
    private static final int LONGEST = 46;

    private final List<List<String>> rows = new ArrayList<>();

    /** A table with these titles. */
    TerminalTable(List<String> titles) {
        rows.add(titles);
    }

    /** Adds a row; its last cell is not cut. */
    void add(List<String> cells) {
        List<String> row = new ArrayList<>(cells.subList(0, cells.size() - 1).stream()
                .map(TerminalTable::cut)
                .toList());
        row.add(cells.getLast());
        rows.add(row);
    }

    void print(PrintWriter out) {
        List<Integer> widths = widths();
        rows.forEach(row -> out.println(line(row, widths)));
    }

    private static String cut(String text) {
        int columns = 0;
        for (int i = 0; i < text.length(); i++) {
            columns += columns(text.charAt(i));
            if (columns > LONGEST) {
                return text.substring(0, i) + "…";
            }
        }
        return text;
    }

    private List<Integer> widths() {
        List<Integer> widths = new ArrayList<>();
        for (int column = 0; column < rows.getFirst().size(); column++) {
            int at = column;
            widths.add(rows.stream().mapToInt(row -> columns(row.get(at))).max().orElse(0));
        }
        return widths;
    }

    private static String line(List<String> row, List<Integer> widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            String cell = row.get(column);
            line.append(cell).repeat(" ", widths.get(column) - columns(cell) + 2);
        }
        return line.toString().stripTrailing();
    }

    /** Columns a text takes in a terminal. */
    static int columns(String text) {
        return text.chars().map(character -> columns((char) character)).sum();
    }

    private static int columns(char character) {
        boolean wide = character >= 0x2E80 && character <= 0xA4CF
                || character >= 0xAC00 && character <= 0xD7A3
                || character >= 0xF900 && character <= 0xFAFF
                || character >= 0xFE30 && character <= 0xFE4F
                || character >= 0xFF00 && character <= 0xFF60;
        return wide ? 2 : 1;
    }
}
