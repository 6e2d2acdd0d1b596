package limpid.export;

import java.util.Map;

/**
 * How a table is printed where its workbook is handed on as it is: a title above, the head of the columns on each page, lines
 * around cells, long texts wrapped. The sheet that explains comes last.
 *
 * @param title  above the table, in Chinese
 * @param widths of the columns that are printed, in characters of Latin width, by their names; all others are hidden, and there
 *               for those who show them
 */
public record PrintForm(String title, Map<String, Integer> widths) {
    /** Keeps its own map. */
    public PrintForm {
        widths = Map.copyOf(widths);
    }
}
