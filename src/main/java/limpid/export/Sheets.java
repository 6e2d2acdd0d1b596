package limpid.export;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A file being written, table by table. */
interface Sheets {
    /** Begins a table. */
    void begin(Dataset dataset) throws IOException;

    /**
     * Adds a row.
     *
     * @param line the row as a line of CSV
     */
    void row(@Nullable Object[] cells, CsvText.Bytes line) throws IOException;

    /** Ends the table, of which all is known now. */
    void end(Description description) throws IOException;

    /** Ends the file. */
    void finish() throws IOException;
}
