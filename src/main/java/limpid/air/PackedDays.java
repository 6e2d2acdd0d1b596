package limpid.air;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import limpid.standard.Pollutant;
import org.jspecify.annotations.Nullable;

/**
 * Reads days of one edition that were packed into one text: days end with a semicolon, fields with a comma; distance from
 * the first day, then {@link #COLUMNS}. An empty field is none.
 */
public final class PackedDays {
    /** The columns of {@link AirTables#DAYS} that are packed: concentrations in the order of the pollutants, level. */
    public static final List<String> COLUMNS = Stream.concat(
                    Stream.of(Pollutant.values()).map(AirTables::dayColumn), Stream.of(AirTables.LEVEL))
            .toList();

    private static final Pollutant[] POLLUTANTS = Pollutant.values();

    private final char[] text;
    private int position;

    private PackedDays(String text) {
        this.text = text.toCharArray();
    }

    /** The days. @param first from which distances are told */
    public static List<DayValues> read(String text, LocalDate first, String edition) {
        PackedDays packed = new PackedDays(text);
        List<DayValues> days = new ArrayList<>();
        while (packed.position < packed.text.length) {
            days.add(packed.day(first, edition));
        }
        return days;
    }

    private DayValues day(LocalDate first, String edition) {
        LocalDate date = first.plusDays(field().intValueExact());
        Map<Pollutant, BigDecimal> values = new EnumMap<>(Pollutant.class);
        for (Pollutant pollutant : POLLUTANTS) {
            BigDecimal value = optionalField();
            if (value != null) {
                values.put(pollutant, value);
            }
        }
        BigDecimal level = optionalField();
        return new DayValues(date, values, edition, level == null ? null : level.intValueExact());
    }

    private BigDecimal field() {
        BigDecimal value = optionalField();
        if (value == null) {
            throw new IllegalStateException("a packed day lacks its date: " + new String(text));
        }
        return value;
    }

    private @Nullable BigDecimal optionalField() {
        int start = position;
        while (position < text.length && text[position] != ',' && text[position] != ';') {
            position++;
        }
        int length = position++ - start;
        return length == 0 ? null : new BigDecimal(text, start, length);
    }
}
