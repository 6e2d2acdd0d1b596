package limpid.bench;

import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.MathContext;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import limpid.standard.ClassLimits;
import limpid.standard.ClassLimits.AtLeast;
import limpid.standard.ClassLimits.AtMost;
import limpid.standard.ClassLimits.Item;
import limpid.standard.ClassLimits.Limit;
import limpid.water.ItemSet;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * A national network of sections with a year of months, made from a seed: every item of the assessment in every month,
 * means with as many digits as averaging gives them, classes as a network has them.
 */
final class RegionFill {
    static final int SECTIONS = 1700;
    private static final int MONTHS = 12;
    private static final int CITIES = 100;
    private static final int LAKE_EVERY = 10;
    private static final int NO_DATA_EVERY = 50;
    private static final int DAYS = 30;
    private static final int MIDDLE = 15;
    private static final long SEED = 20260101;
    private static final BigDecimal PH = new BigDecimal("7.6");

    private RegionFill() {}

    /** The registry of so many sections. */
    static String registry(int sections) {
        StringBuilder csv =
                new StringBuilder("code,name_zh,medium,city,period,water_body,water_body_type,target_class,roles\n");
        for (int i = 0; i < sections; i++) {
            csv.append("RB%04d,断面%d,water,市%d,PT4H,河%d,%s,%d,%s\n"
                    .formatted(
                            i,
                            i,
                            i % CITIES,
                            i % 300,
                            i % LAKE_EVERY == 0 ? "lake" : "river",
                            2 + i % 3,
                            i % 5 == 0 ? "cross_border" : ""));
        }
        return csv.toString();
    }

    /** A table of means and how a month enters it. @param valid days that a month's means rest on */
    private record Table(String name, String key, int valid) {
        String key(YearMonth month) {
            return this == MONTHS_OF_SECTIONS ? month.atDay(1).toString() : month.atDay(MIDDLE) + "\tmanual";
        }

        String copy() {
            return "COPY " + name + " (subject_id, " + key
                    + ", items, means, valid, expected, required, below_detection, known_from) FROM STDIN";
        }
    }

    private static final Table MONTHS_OF_SECTIONS = new Table("water_month", "month", DAYS);
    private static final Table DAYS_OF_SECTIONS = new Table("water_day", "day, origin", 1);

    /** Puts the months of a year into the table of months. */
    static void months(int year, Connection connection) throws SQLException, IOException {
        fill(MONTHS_OF_SECTIONS, year, connection);
    }

    /** Puts one sample by hand for each month of a year into the table of days, from which a service makes the months. */
    static void days(int year, Connection connection) throws SQLException, IOException {
        fill(DAYS_OF_SECTIONS, year, connection);
    }

    private static void fill(Table table, int year, Connection connection) throws SQLException, IOException {
        List<Integer> ids = ids(connection);
        Random random = new Random(SEED + year);
        StringBuilder rows = new StringBuilder();
        for (int month = 1; month <= MONTHS; month++) {
            for (int i = 0; i < ids.size(); i++) {
                if (i % NO_DATA_EVERY != 0) {
                    addRow(table, ids.get(i), YearMonth.of(year, month), i, random, rows);
                }
            }
        }
        connection.unwrap(PGConnection.class).getCopyAPI().copyIn(table.copy(), new StringReader(rows.toString()));
        try (Statement statement = connection.createStatement()) {
            statement.execute("ANALYZE " + table.name);
        }
    }

    private static List<Integer> ids(Connection connection) throws SQLException {
        List<Integer> ids = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT id FROM station WHERE code LIKE 'RB%' ORDER BY code")) {
            while (rows.next()) {
                ids.add(rows.getInt(1));
            }
        }
        return ids;
    }

    private static void addRow(Table table, int id, YearMonth month, int section, Random random, StringBuilder rows) {
        boolean lake = section % LAKE_EVERY == 0;
        ClassLimits limits =
                lake ? ClassLimits.lakes(ClassLimits.GB_3838_2002) : ClassLimits.rivers(ClassLimits.GB_3838_2002);
        Map<String, String> means = new TreeMap<>();
        Stream.concat(ItemSet.assessment().codes().stream(), Stream.of("WT", "TN", "EC", "TURB"))
                .forEach(code ->
                        means.put(code, mean(limits.item(code).map(Item::limit).orElse(null), random)));
        int items = means.size();
        rows.append(id)
                .append('\t')
                .append(table.key(month))
                .append('\t')
                .append(array(means.keySet().stream()))
                .append('\t')
                .append(array(means.values().stream()))
                .append('\t')
                .append(array(Stream.generate(() -> String.valueOf(table.valid)).limit(items)))
                .append('\t')
                .append(array(Stream.generate(() -> String.valueOf(month.lengthOfMonth()))
                        .limit(items)))
                .append('\t')
                .append(array(Stream.generate(() -> "1").limit(items)))
                .append('\t')
                .append(array(Stream.generate(() -> "0").limit(items)))
                .append("\t2026-01-01\n");
    }

    private static String array(Stream<String> values) {
        return values.collect(Collectors.joining(",", "{", "}"));
    }

    /** Mostly class Ⅰ to Ⅲ, here and there far over it. */
    private static String mean(@Nullable Limit limit, Random random) {
        double share = Math.exp(random.nextGaussian() * 0.5 - 1.3);
        BigDecimal factor = BigDecimal.valueOf(share).multiply(BigDecimal.valueOf(DAYS));
        BigDecimal sum =
                switch (limit) {
                    case AtMost most -> most.limits().get(2).multiply(factor);
                    case AtLeast least ->
                        least.limits().get(2).multiply(BigDecimal.valueOf(DAYS)).add(factor);
                    case null, default -> PH.multiply(BigDecimal.valueOf(DAYS)).add(factor);
                };
        return sum.divide(BigDecimal.valueOf(DAYS + 1L), MathContext.DECIMAL128).toPlainString();
    }
}
