package limpid.store.postgres;

import java.util.Arrays;
import java.util.List;

/**
 * A table whose rows go up from a cell.
 *
 * @param number  column of a number by which its rows are those of one cell; empty where words name them
 * @param names   columns that name a row in words, which two cells could use alike
 * @param without columns that stay in the cell
 */
record UpwardTable(String name, String number, List<String> names, List<String> without) {
    /** One whose rows have a number of the cell. */
    static UpwardTable numbered(String name, String number) {
        return new UpwardTable(name, number, List.of(), List.of());
    }

    /** One whose rows are named by words alone. */
    static UpwardTable ofNames(String name, String... names) {
        return new UpwardTable(name, "", List.of(names), List.of());
    }

    /** The same, named by words too. */
    UpwardTable named(String... columns) {
        return new UpwardTable(name, number, Arrays.asList(columns), without);
    }

    /** The same without some columns. */
    UpwardTable without(String... columns) {
        return new UpwardTable(name, number, names, Arrays.asList(columns));
    }

    boolean isNumbered() {
        return !number.isEmpty();
    }

    /** Which rows go up; empty for all. Below zero are what each database has of its own, such as rivers. */
    String filter() {
        return isNumbered() ? "(" + number + " > 0)" : "";
    }

    /** Those of its columns that go up. */
    List<String> columns(List<String> all) {
        return all.stream().filter(column -> !without.contains(column)).toList();
    }

    /** Its part of a publication. @param all columns it has */
    String published(List<String> all) {
        return "public." + name + " (" + String.join(", ", columns(all)) + ")"
                + (isNumbered() ? " WHERE " + filter() : "");
    }
}
