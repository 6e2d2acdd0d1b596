package limpid.result;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A column of a table of results.
 *
 * @param name   in the store, such as {@code pm25}
 * @param key    whether it is one of those that name a row of a subject
 * @param titles in files: none where it leaves in none; of a list one for all of it, or one for each element
 * @param gap    what is printed in files where there is no value; null for an empty cell
 * @param value  of a result
 */
public record Column<T>(
        String name,
        Type type,
        boolean key,
        List<Title> titles,
        @Nullable Gap gap,
        Value<T> value) {
    /**
     * How a column is called in files.
     *
     * @param name   in every format, for example {@code PM2.5}
     * @param zh     what it holds, as the field calls it
     * @param unit   of a measured quantity; null for all else
     * @param digits decimals in which it is published; null where that is no property of the column
     */
    public record Title(
            String name,
            String zh,
            @Nullable String unit,
            @Nullable Integer digits) {}

    /**
     * When a figure is printed as missing, or as not monitored.
     *
     * @param column    whose value is not there: mostly the column itself
     * @param parameter that may not be in the monitoring plan of the station; empty where it is of none
     */
    public record Gap(String column, String parameter) {}

    /** Keeps its own list. */
    public Column {
        titles = List.copyOf(titles);
    }

    /** Whether each element of the list stands in a column of its own. */
    public boolean spread() {
        return titles.size() > 1;
    }

    Column<T> named() {
        return new Column<>(name, type, true, titles, gap, value);
    }

    Column<T> titled(List<Title> named) {
        return new Column<>(name, type, key, named, gap, value);
    }

    Column<T> missing(Gap printed) {
        return new Column<>(name, type, key, titles, printed, value);
    }
}
