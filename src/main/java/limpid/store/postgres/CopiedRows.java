package limpid.store.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.Objects;
import limpid.store.Extracts.Rows;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;
import org.postgresql.util.ByteConverter;

/** The rows of a query as binary COPY sends them: one message a row, each field with its length before it. */
final class CopiedRows implements Rows {
    /** Signature, flags and the length of an extension that nobody uses. */
    private static final int HEADER = 19;

    private static final int COUNT = 2;

    private final String name;
    private final CopyOut copy;
    private final BinaryField[] fields;
    private int skip = HEADER;
    private boolean ended;
    private boolean brokenOff;

    private CopiedRows(String name, CopyOut copy, BinaryField[] fields) {
        this.name = name;
        this.copy = copy;
        this.fields = fields;
    }

    /** Begins to copy the answer to a question out. */
    static CopiedRows of(Connection connection, String name, String question) throws SQLException {
        BinaryField[] fields = fields(connection, question);
        CopyOut copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyOut("COPY (" + question + "\n) TO STDOUT (FORMAT binary)");
        return new CopiedRows(name, copy, fields);
    }

    private static BinaryField[] fields(Connection connection, String question) throws SQLException {
        try (PreparedStatement described = connection.prepareStatement(question)) {
            ResultSetMetaData columns = Objects.requireNonNull(described.getMetaData());
            BinaryField[] fields = new BinaryField[columns.getColumnCount()];
            for (int i = 0; i < fields.length; i++) {
                fields[i] = BinaryField.of(columns.getColumnTypeName(i + 1));
            }
            return fields;
        }
    }

    @Override
    public @Nullable Object @Nullable [] next() {
        if (ended) {
            return null;
        }
        try {
            byte[] message = copy.readFromCopy();
            if (message == null) {
                throw new IllegalStateException(name + ": the copy ended without its end mark");
            }
            int start = skip;
            skip = 0;
            return ByteConverter.int2(message, start) < 0 ? end() : row(message, start);
        } catch (SQLException e) {
            ended = true;
            brokenOff = true;
            throw Failure.of(name, e);
        }
    }

    private @Nullable Object @Nullable [] end() throws SQLException {
        ended = true;
        while (copy.readFromCopy() != null) {
            throw new IllegalStateException(name + ": there is more after the end mark");
        }
        return null;
    }

    private @Nullable Object[] row(byte[] message, int start) throws SQLException {
        @Nullable Object[] cells = new @Nullable Object[fields.length];
        int at = start + COUNT;
        for (int i = 0; i < cells.length; i++) {
            int length = ByteConverter.int4(message, at);
            at += Integer.BYTES;
            if (length >= 0) {
                cells[i] = fields[i].read(message, at, length);
                at += length;
            }
        }
        return cells;
    }

    /** Whether it was closed before its end, or failed; then the rest is still on its way. */
    boolean isBrokenOff() {
        return brokenOff;
    }

    @Override
    public void close() {
        brokenOff |= !ended;
        ended = true;
    }
}
