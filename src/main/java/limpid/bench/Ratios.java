package limpid.bench;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import limpid.measure.Table;

/**
 * How fast benches were to their limits, kept from run to run. Speeds differ from machine to machine; how near one comes to what
 * the database does alone differs much less.
 */
public final class Ratios {
    /** By which share a ratio may be below the kept one before it is said. */
    private static final double TOLERANCE = 0.10;

    /** As many as say something of a measurement. */
    private static final int DIGITS = 3;

    private static final String HEADER = "bench,figure,ratio\n";

    private final Map<Key, Double> ratios = new LinkedHashMap<>();

    private record Key(String bench, String figure) {}

    /** A ratio that is more than a tenth below the one that was kept. */
    public record Fall(String bench, String figure, double kept, double found) {
        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%s, %s: %.2f, kept is %.2f", bench, figure, found, kept);
        }
    }

    /** Reads a table with the columns bench, figure and ratio. @throws Table.Malformed with line and column of what is wrong */
    public static Ratios read(Table table) {
        Ratios read = new Ratios();
        for (Table.Row row : table.rows()) {
            Key key =
                    row.read("figure", "a figure once for each bench", figure -> once(row.text("bench"), figure, read));
            read.ratios.put(key, row.read("ratio", "a number above 0", Ratios::positive));
        }
        return read;
    }

    private static Key once(String bench, String figure, Ratios read) {
        Key key = new Key(bench, figure);
        if (read.ratios.containsKey(key)) {
            throw new IllegalArgumentException(key.toString());
        }
        return key;
    }

    private static double positive(String text) {
        double ratio = Double.parseDouble(text);
        if (!(ratio > 0)) {
            throw new IllegalArgumentException(text);
        }
        return ratio;
    }

    /** Takes what a bench found, as far as it has a limit; digits as they are written. */
    public void add(String bench, List<Figure> figures) {
        for (Figure figure : figures) {
            figure.ratio()
                    .ifPresent(ratio -> ratios.put(new Key(bench, figure.name()), Double.parseDouble(text(ratio))));
        }
    }

    /** Of a figure; empty where there is none. */
    OptionalDouble of(String bench, String figure) {
        Double ratio = ratios.get(new Key(bench, figure));
        return ratio == null ? OptionalDouble.empty() : OptionalDouble.of(ratio);
    }

    /** Which of these are more than a tenth below those that were kept. What only one of them has is not compared. */
    public List<Fall> falls(Ratios kept) {
        List<Fall> falls = new ArrayList<>();
        ratios.forEach((key, found) -> {
            double before = kept.of(key.bench, key.figure).orElse(0);
            if (found < before * (1 - TOLERANCE)) {
                falls.add(new Fall(key.bench, key.figure, before, found));
            }
        });
        return falls;
    }

    /** As the file that {@link #read} reads. */
    public String csv() {
        StringBuilder csv = new StringBuilder(HEADER);
        ratios.forEach((key, ratio) -> csv.append('"')
                .append(key.bench)
                .append("\",\"")
                .append(key.figure)
                .append("\",")
                .append(text(ratio))
                .append('\n'));
        return csv.toString();
    }

    /** With three digits that say something, however small or large it is. */
    static String text(double ratio) {
        BigDecimal rounded = BigDecimal.valueOf(ratio).round(new MathContext(DIGITS));
        return rounded.setScale(Math.max(0, rounded.scale() + DIGITS - rounded.precision()))
                .toPlainString();
    }
}
