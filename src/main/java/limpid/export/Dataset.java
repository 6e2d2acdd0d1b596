package limpid.export;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import limpid.measure.Formula;
import limpid.measure.Medium;
import limpid.store.Extracts.Rows;
import limpid.store.Extracts.Snapshot;
import org.jspecify.annotations.Nullable;

/**
 * A table that can be exported. To add one, write its statement and list it in {@link Datasets}.
 *
 * @param name    in addresses and file names
 * @param medium  whose editions it rests on; null for any
 * @param key     the columns that name a row; a cursor is the key of the last row there is, joined by commas
 * @param filters the parameters that narrow it
 * @param source  its rows, in a fixed order
 * @param form    how its workbook is printed, where it is handed on as it is; null where only programs and analysts read it
 * @param header  what stands at the head of its columns
 */
public record Dataset(
        String name,
        String titleZh,
        String titleEn,
        @Nullable Medium medium,
        List<Column> columns,
        List<String> key,
        List<String> filters,
        Source source,
        @Nullable PrintForm form,
        Header header) {
    /** A table that programs read: its workbook has the names of the columns. */
    public Dataset(
            String name,
            String titleZh,
            String titleEn,
            @Nullable Medium medium,
            List<Column> columns,
            List<String> key,
            List<String> filters,
            Source source) {
        this(name, titleZh, titleEn, medium, columns, key, filters, source, null, Header.CODE);
    }

    /** The same, its workbook to be handed on in this form. */
    public Dataset printed(PrintForm as) {
        return new Dataset(name, titleZh, titleEn, medium, columns, key, filters, source, as, header);
    }

    /** The same with this at the head of its columns, and words beside codes where people read it. */
    public Dataset headed(Header asked) {
        return Worded.of(this, asked);
    }

    Dataset with(List<Column> others, Source rows, Header asked) {
        return new Dataset(name, titleZh, titleEn, medium, others, key, filters, rows, form, asked);
    }

    /** Where the rows come from. */
    @FunctionalInterface
    public interface Source {
        /**
         * Begins to read.
         *
         * @throws Query.Bad where the query cannot be answered
         */
        Rows open(Snapshot snapshot, Query query);
    }

    /** Turns a row of the store into one of the file. */
    @FunctionalInterface
    interface Mapping {
        @Nullable
        Object[] of(@Nullable Object[] row);
    }

    /** Keeps its own lists. */
    public Dataset {
        columns = List.copyOf(columns);
        key = List.copyOf(key);
        filters = List.copyOf(filters);
    }

    /** The key of a line of its CSV, as a cursor; empty where the line is not one of this dataset. */
    public Optional<String> cursor(List<String> cells) {
        if (cells.size() != columns.size()) {
            return Optional.empty();
        }
        List<String> values = new ArrayList<>();
        for (String part : key) {
            values.add(Formula.plain(
                    cells.get(columns.stream().map(Column::name).toList().indexOf(part))));
        }
        return Optional.of(String.join(",", values));
    }

    /** Rows of the store, each turned into one of the file. */
    static Rows mapped(Rows rows, Mapping mapping) {
        return new Rows() {
            @Override
            public @Nullable Object @Nullable [] next() {
                @Nullable Object[] row = rows.next();
                return row == null ? null : mapping.of(row);
            }

            @Override
            public void close() {
                rows.close();
            }
        };
    }
}
