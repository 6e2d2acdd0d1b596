package limpid.measure;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the name that somebody may have meant. */
public final class Likeness {
    private static final int MOST_EDITS = 2;
    private static final int LONGEST = 64;

    private Likeness() {}

    /** The known name with the fewest edits from the given one, at most two and fewer than it has letters. */
    public static Optional<String> nearest(String name, Collection<String> known) {
        if (name.length() > LONGEST) {
            return Optional.empty();
        }
        int most = Math.min(MOST_EDITS, name.length() - 1);
        return known.stream()
                .filter(one -> Math.abs(one.length() - name.length()) <= most && edits(name, one) <= most)
                .min(Comparator.comparingInt(one -> edits(name, one)));
    }

    /** Letters to put in, take out or change, capitals apart (Levenshtein). */
    private static int edits(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int corner = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int changed = corner + (same(from.charAt(i - 1), to.charAt(j - 1)) ? 0 : 1);
                corner = row[j];
                row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[to.length()];
    }

    private static boolean same(char a, char b) {
        return Character.toLowerCase(a) == Character.toLowerCase(b);
    }
}
