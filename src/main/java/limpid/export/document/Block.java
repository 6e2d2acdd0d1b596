package limpid.export.document;

import java.util.Arrays;
import java.util.List;

/** A part of a document, from top to bottom. */
public sealed interface Block {
    /**
     * A heading.
     *
     * @param level 1 for the title, 2 and more below it
     */
    record Heading(int level, String text) implements Block {}

    /**
     * A paragraph.
     *
     * @param mark what stands before an item of a list, such as a number; empty for text
     */
    record Paragraph(String mark, List<Run> runs) implements Block {
        /** Keeps its own list. */
        public Paragraph {
            runs = List.copyOf(runs);
        }
    }

    /**
     * A table.
     *
     * @param head    one title a column; a second line of it, such as a unit, is not broken
     * @param rows    cells, as many as there are titles
     * @param aligned how each column is aligned
     */
    record Grid(List<String> head, List<List<String>> rows, List<Align> aligned) implements Block {
        /** Of the room beside the text of a cell. */
        private static final int BESIDE = 2;

        private static final int NARROWEST = 8;
        private static final int WIDEST = 40;
        private static final int FIRST_WIDE = 0x2E80;

        /** Keeps its own lists. */
        public Grid {
            head = List.copyOf(head);
            rows = rows.stream().map(List::copyOf).toList();
            aligned = List.copyOf(aligned);
        }

        /** How wide each column is beside the others: by its longest text, so that names do not break where numbers leave room. */
        int[] widths() {
            int[] widths = new int[head.size()];
            for (int i = 0; i < widths.length; i++) {
                int column = i;
                int longest = rows.stream()
                        .mapToInt(row -> column < row.size() ? width(row.get(column)) : 0)
                        .max()
                        .orElse(0);
                String[] title = head.get(i).split("\n", -1);
                int unit = title.length > 1 ? width(title[1]) : 0;
                int named = Math.max((width(title[0]) + 1) / 2, unit);
                widths[i] = Math.clamp(Math.max(longest, named), NARROWEST, WIDEST);
            }
            return widths;
        }

        /** How wide the table wants to be, in halves of a Chinese letter. */
        public int wished() {
            return Arrays.stream(widths()).map(width -> width + BESIDE).sum();
        }

        /** In halves of a Chinese letter. */
        private static int width(String text) {
            return text.chars().map(letter -> letter < FIRST_WIDE ? 1 : 2).sum();
        }
    }

    /** A remark in small type, such as what the marks of a table mean. */
    record Note(String text) implements Block {}

    /** Text of one kind. */
    record Run(String text, boolean bold) {}

    /** Where the cells of a column stand. */
    enum Align {
        LEFT,
        CENTRE,
        RIGHT
    }
}
