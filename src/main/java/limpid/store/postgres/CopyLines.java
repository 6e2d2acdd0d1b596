package limpid.store.postgres;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Rows on their way into a table as COPY text, sent a buffer at a time: the text of all of them is never in memory. */
final class CopyLines implements AutoCloseable {
    private static final int BUFFER = 32 * 1024;
    private static final int USUAL_LINE = 1024;

    private final CopyIn copy;
    private final StringBuilder text = new StringBuilder(BUFFER + USUAL_LINE);
    private boolean begun;

    private CopyLines(CopyIn copy) {
        this.copy = copy;
    }

    /** Begins to copy into these columns. */
    static CopyLines into(String table, String columns, Connection connection) throws SQLException {
        return new CopyLines(connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("COPY " + table + " (" + columns + ") FROM STDIN"));
    }

    /** The next value of the line. */
    void value(@Nullable Object value) {
        if (begun) {
            text.append('\t');
        }
        CopyText.add(text, value);
        begun = true;
    }

    /** The next values of the line. */
    void values(List<? extends @Nullable Object> values) {
        values.forEach(this::value);
    }

    void endLine() throws SQLException {
        text.append('\n');
        begun = false;
        if (text.length() >= BUFFER) {
            send();
        }
    }

    private void send() throws SQLException {
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        copy.writeToCopy(bytes, 0, bytes.length);
        text.setLength(0);
    }

    /** Ends the copy with all lines in the table. */
    void finish() throws SQLException {
        send();
        copy.endCopy();
    }

    /** Takes everything back that is not finished. */
    @Override
    public void close() throws SQLException {
        if (copy.isActive()) {
            copy.cancelCopy();
        }
    }
}
