package limpid.standard;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import limpid.measure.Table;
import limpid.measure.Table.Row;
import org.jspecify.annotations.Nullable;

/**
 * The table of one edition that turns concentrations into individual air quality indices 空气质量分指数 (IAQI): HJ 633-2012
 * table 1, HJ 633-2026 table 3. It comes from {@code iaqi-breakpoints.csv} and {@code above-table.csv}.
 */
public final class BreakpointTable {
    private static final Map<String, BreakpointTable> STANDARD = read(
            Table.resource("/limpid/standard/air/iaqi-breakpoints.csv"),
            Table.resource("/limpid/standard/air/above-table.csv"));

    private final String edition;
    private final Map<Key, Column> columns;

    private BreakpointTable(String edition, Map<Key, Column> columns) {
        this.edition = edition;
        this.columns = columns;
    }

    /**
     * The table of an edition of HJ 633.
     *
     * @throws IllegalArgumentException where the edition has none
     */
    public static BreakpointTable of(Edition edition) {
        BreakpointTable table = STANDARD.get(edition.code());
        if (table == null) {
            throw new IllegalArgumentException("no breakpoints for " + edition.code());
        }
        return table;
    }

    /**
     * Reads the tables of all editions, by edition code.
     *
     * @throws Table.Malformed where points do not rise, or a column lacks its rule for what lies above it
     */
    public static Map<String, BreakpointTable> read(Table breakpoints, Table aboveTable) {
        Map<String, Map<Key, List<Point>>> points = new HashMap<>();
        for (Row row : breakpoints.rows()) {
            List<Point> column = points.computeIfAbsent(row.required("edition"), edition -> new HashMap<>())
                    .computeIfAbsent(key(row), key -> new ArrayList<>());
            addRising(column, row);
        }
        aboveTable.unique("pollutant", row -> row.required("edition") + key(row));
        Map<String, Map<Key, Column>> columns = new HashMap<>();
        for (Row row : aboveTable.rows()) {
            String edition = row.required("edition");
            List<Point> column = points.getOrDefault(edition, Map.of()).get(key(row));
            if (column == null) {
                throw row.malformed("pollutant", "there are no breakpoints of this column");
            }
            columns.computeIfAbsent(edition, e -> new HashMap<>()).put(key(row), column(row, column));
        }
        points.forEach((edition, keys) -> refuseUnruled(edition, keys, columns.getOrDefault(edition, Map.of())));
        Map<String, BreakpointTable> tables = new HashMap<>();
        columns.forEach((edition, keys) -> tables.put(edition, new BreakpointTable(edition, Map.copyOf(keys))));
        return Map.copyOf(tables);
    }

    private static Key key(Row row) {
        return new Key(AirCells.averaging(row, "averaging"), AirCells.pollutant(row, "pollutant"));
    }

    private static void addRising(List<Point> column, Row row) {
        Point point = new Point(row.integer("iaqi"), row.decimal("concentration"));
        if (column.isEmpty()) {
            if (point.index() != 0 || point.concentration().signum() != 0) {
                throw row.malformed("iaqi", "a column begins with 0 at 0");
            }
        } else {
            Point last = column.getLast();
            if (point.index() <= last.index() || point.concentration().compareTo(last.concentration()) <= 0) {
                throw row.malformed("concentration", "points of a column must rise");
            }
        }
        column.add(point);
    }

    private static Column column(Row row, List<Point> points) {
        Key key = key(row);
        if (row.decimal("above").compareTo(points.getLast().concentration()) != 0) {
            throw row.malformed(
                    "above", "is not the last breakpoint " + points.getLast().concentration());
        }
        Integer index = row.optional("iaqi").map(text -> row.integer("iaqi")).orElse(null);
        Averaging instead = row.optional("instead")
                .map(text -> AirCells.averaging(row, "instead"))
                .orElse(null);
        if ((index == null) == (instead == null)) {
            throw row.malformed("iaqi", "either an index stands here or an averaging under 'instead'");
        }
        return new Column(key.averaging, key.pollutant, List.copyOf(points), index, instead, row.text("clause"));
    }

    private static void refuseUnruled(String edition, Map<Key, List<Point>> points, Map<Key, Column> columns) {
        for (Key key : points.keySet()) {
            if (!columns.containsKey(key)) {
                throw new IllegalArgumentException("nothing says what holds above " + edition + " " + key);
            }
        }
    }

    /** The edition's code, for example {@code HJ 633-2026}. */
    public String edition() {
        return edition;
    }

    /** The column for this averaging of the pollutant; empty where the edition has none. */
    public Optional<Column> column(Averaging averaging, Pollutant pollutant) {
        return Optional.ofNullable(columns.get(new Key(averaging, pollutant)));
    }

    /** All columns, by averaging and pollutant. */
    public List<Column> columns() {
        List<Column> sorted = new ArrayList<>(columns.values());
        sorted.sort((a, b) -> a.averaging() != b.averaging()
                ? a.averaging().compareTo(b.averaging())
                : a.pollutant().compareTo(b.pollutant()));
        return sorted;
    }

    private record Key(Averaging averaging, Pollutant pollutant) {}

    /** A breakpoint: the index reached at this concentration. */
    public record Point(int index, BigDecimal concentration) {}

    /** Two neighbouring breakpoints. The concentrations between them share one formula. */
    public record Segment(Point low, Point high) {
        /** The formula of the IAQI with the numbers put in, as a person would write it down. */
        public String formula(BigDecimal concentration) {
            return "(%d - %d) / (%s - %s) x (%s - %s) + %d"
                    .formatted(
                            high.index,
                            low.index,
                            high.concentration.toPlainString(),
                            low.concentration.toPlainString(),
                            concentration.toPlainString(),
                            low.concentration.toPlainString(),
                            low.index);
        }

        /** The IAQI of a concentration before it goes up to the next whole number, to 16 significant digits. */
        public BigDecimal unrounded(BigDecimal concentration) {
            return BigDecimal.valueOf(high.index - low.index)
                    .multiply(concentration.subtract(low.concentration))
                    .divide(high.concentration.subtract(low.concentration), MathContext.DECIMAL64)
                    .add(BigDecimal.valueOf(low.index));
        }
    }

    /**
     * One column.
     *
     * @param points     rising from 0 at 0
     * @param indexAbove the index of any concentration above the last point; null where this averaging gives none
     * @param instead    where it gives none: the averaging whose index is reported in its place
     * @param clause     where the rule for what lies above stands; empty where nothing is printed
     */
    public record Column(
            Averaging averaging,
            Pollutant pollutant,
            List<Point> points,
            @Nullable Integer indexAbove,
            @Nullable Averaging instead,
            String clause) {

        /**
         * The index of a concentration, up to the next whole number (HJ 633-2012 formula 1 and 6.2, HJ 633-2026 formula
         * 1 and 4.2.6). The whole numbers of the table are divided once and exactly: doubles put 2.2 mg/m3 of CO, which
         * is 55, at 55.00000000000001 and so at 56.
         *
         * @param concentration not negative, in the column's unit
         * @return empty above the last point where this averaging gives no index there
         */
        public OptionalInt index(BigDecimal concentration) {
            if (concentration.signum() < 0) {
                throw new IllegalArgumentException("negative concentration " + concentration + " of " + pollutant);
            }
            Point low = points.getFirst();
            for (Point high : points) {
                if (concentration.compareTo(high.concentration) <= 0) {
                    return OptionalInt.of(between(low, high, concentration));
                }
                low = high;
            }
            return indexAbove == null ? OptionalInt.empty() : OptionalInt.of(indexAbove);
        }

        /**
         * The two breakpoints between which a concentration lies; a concentration of 0 lies in the first segment.
         *
         * @return empty above the last point and below 0
         */
        public Optional<Segment> segment(BigDecimal concentration) {
            for (int i = 1; concentration.signum() >= 0 && i < points.size(); i++) {
                if (concentration.compareTo(points.get(i).concentration) <= 0) {
                    return Optional.of(new Segment(points.get(i - 1), points.get(i)));
                }
            }
            return Optional.empty();
        }

        /** Whether the concentration lies above the last point. */
        public boolean above(BigDecimal concentration) {
            return concentration.compareTo(points.getLast().concentration) > 0;
        }

        private static int between(Point low, Point high, BigDecimal concentration) {
            if (low == high) {
                return low.index;
            }
            return BigDecimal.valueOf(high.index - low.index)
                            .multiply(concentration.subtract(low.concentration))
                            .divide(high.concentration.subtract(low.concentration), 0, RoundingMode.CEILING)
                            .intValueExact()
                    + low.index;
        }
    }
}
