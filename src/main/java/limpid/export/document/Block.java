package limpid.export.document;

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
     * @param head    one title a column
     * @param rows    cells, as many as there are titles
     * @param aligned how each column is aligned
     */
    record Grid(List<String> head, List<List<String>> rows, List<Align> aligned) implements Block {
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
                widths[i] = Math.clamp(Math.max(longest, width(head.get(i)) / 2), NARROWEST, WIDEST);
            }
            return widths;
        }

        /** In halves of a Chinese letter. */
        private static int width(String text) {
            return text.chars().map(letter -> letter < FIRST_WIDE ? 1 : 2).sum();
        }
    }

    /** Text of one kind. */
    record Run(String text, boolean bold) {}

    /** Where the cells of a column stand. */
    enum Align {
        LEFT,
        CENTRE,
        RIGHT
    }
}
