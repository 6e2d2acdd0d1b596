package limpid.standard;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import limpid.measure.Table;
import limpid.measure.Table.Row;
import org.jspecify.annotations.Nullable;

/**
 * Grades of a city's noise 声环境质量等级 in one edition: HJ 640-2012 clauses 4 and 5, or the rules of 2004, from
 * {@code noise/grades.csv}. The bands meet only at one decimal, so the city mean is rounded to 0.1 dB before it is
 * graded.
 */
public final class NoiseGrades {
    /** Decimals at which the bands meet. */
    public static final int DIGITS = 1;

    private static final BigDecimal STEP = BigDecimal.ONE.movePointLeft(DIGITS);
    private static final Map<String, NoiseGrades> STANDARD = read(Table.resource("/limpid/standard/noise/grades.csv"));

    private final String edition;
    private final Map<Scale, List<Band>> scales = new HashMap<>();

    private NoiseGrades(String edition) {
        this.edition = edition;
    }

    /**
     * The grades of an edition.
     *
     * @throws IllegalArgumentException where the edition has none
     */
    public static NoiseGrades of(Edition edition) {
        NoiseGrades grades = STANDARD.get(edition.code());
        if (grades == null) {
            throw new IllegalArgumentException("no noise grades in " + edition.code());
        }
        return grades;
    }

    /**
     * Reads the grades of all editions, by edition code.
     *
     * @throws Table.Malformed where a line is wrong, or a band does not begin 0.1 dB above the one before
     */
    public static Map<String, NoiseGrades> read(Table table) {
        Map<String, NoiseGrades> editions = new HashMap<>();
        for (Row row : table.rows()) {
            NoiseGrades grades = editions.computeIfAbsent(row.required("edition"), NoiseGrades::new);
            grades.add(row);
        }
        return Map.copyOf(editions);
    }

    private void add(Row row) {
        Scale scale = new Scale(
                row.read("kind", "regional or road_traffic", code -> Kind.valueOf(code.toUpperCase(Locale.ROOT))),
                row.read("period", "day or night", DayPart::of));
        List<Band> below = scales.computeIfAbsent(scale, s -> new ArrayList<>());
        Grade grade = new Grade(edition, row.integer("grade"), row.required("name_zh"), row.required("name_en"));
        BigDecimal low = row.optionalDecimal("low_dba_inclusive").orElse(null);
        Band band = new Band(grade, row.optionalDecimal("high_dba_inclusive").orElse(null));
        if (!follows(below, low)) {
            throw row.malformed("low_dba_inclusive", "does not begin 0.1 dB above the band before");
        }
        below.add(band);
    }

    private static boolean follows(List<Band> below, @Nullable BigDecimal low) {
        if (below.isEmpty()) {
            return low == null;
        }
        BigDecimal high = below.getLast().high;
        return low != null && high != null && high.add(STEP).compareTo(low) == 0;
    }

    /**
     * The grade of a city mean.
     *
     * @param level dB, rounded to one decimal
     * @return empty where the edition grades no such figure; the rules of 2004 know no night grades
     * @throws IllegalArgumentException where the level has more than one decimal
     */
    public Optional<Grade> grade(Kind kind, DayPart part, BigDecimal level) {
        if (level.stripTrailingZeros().scale() > DIGITS) {
            throw new IllegalArgumentException(level + " dB must be rounded to 0.1 dB before it is graded");
        }
        return scales.getOrDefault(new Scale(kind, part), List.of()).stream()
                .filter(band -> band.high == null || level.compareTo(band.high) <= 0)
                .map(Band::grade)
                .findFirst();
    }

    /** What is graded. */
    public enum Kind {
        /** 区域声环境, the mean of the grid points. */
        REGIONAL,
        /** 道路交通声环境, the mean of the road sections. */
        ROAD_TRAFFIC
    }

    /**
     * One grade.
     *
     * @param edition code of the standard
     * @param number  1, the best, to 5
     */
    public record Grade(String edition, int number, String nameZh, String nameEn) {}

    private record Scale(Kind kind, DayPart part) {}

    private record Band(Grade grade, @Nullable BigDecimal high) {}
}
