package limpid.store.postgres;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.core.Oid;
import org.postgresql.util.ByteConverter;

/** Rows in PostgreSQL's binary COPY format, gathered in memory and sent in one go. */
final class CopyBuffer {
    private static final byte[] HEADER = header();
    private static final int ARRAY_HEAD = 5 * 4; // dimensions, whether there are nulls, type, length, first index
    private static final int POSTGRES_EPOCH_SECONDS = 946_684_800;

    private byte[] bytes;
    private int length;

    CopyBuffer(int expectedBytes) {
        bytes = Arrays.copyOf(HEADER, Math.max(expectedBytes, HEADER.length));
        length = HEADER.length;
    }

    private static byte[] header() {
        byte[] signature = "PGCOPY\n\377\r\n\0".getBytes(StandardCharsets.ISO_8859_1);
        return Arrays.copyOf(signature, signature.length + 8);
    }

    /** Begins a row of this many columns. */
    CopyBuffer row(int columns) {
        return int2(columns);
    }

    CopyBuffer timestamp(long epochMicros) {
        int4(8);
        room(8);
        ByteConverter.int8(bytes, length, epochMicros - POSTGRES_EPOCH_SECONDS * 1_000_000L);
        length += 8;
        return this;
    }

    /** A time of whole seconds. */
    CopyBuffer timestamp(Instant second) {
        return timestamp(Math.multiplyExact(second.getEpochSecond(), 1_000_000L));
    }

    CopyBuffer integer(int value) {
        int4(4);
        return int4(value);
    }

    CopyBuffer smallint(int value) {
        int4(2);
        return int2(value);
    }

    CopyBuffer smallintOrNull(@Nullable Integer value) {
        return value == null ? int4(-1) : smallint(value);
    }

    CopyBuffer bytes(byte @Nullable [] value) {
        return value == null ? int4(-1) : field(value);
    }

    /** An array, of which some may be null. */
    CopyBuffer smallints(@Nullable Short[] values) {
        int nulls = (int) Arrays.stream(values).filter(Objects::isNull).count();
        int4(ARRAY_HEAD + values.length * 6 - nulls * 2);
        int4(1).int4(nulls == 0 ? 0 : 1).int4(Oid.INT2).int4(values.length).int4(1);
        for (Short value : values) {
            if (value == null) {
                int4(-1);
            } else {
                smallint(value);
            }
        }
        return this;
    }

    CopyBuffer numeric(@Nullable BigDecimal value) {
        return value == null ? int4(-1) : field(ByteConverter.numeric(value));
    }

    private CopyBuffer field(byte[] content) {
        int4(content.length);
        room(content.length);
        System.arraycopy(content, 0, bytes, length, content.length);
        length += content.length;
        return this;
    }

    private CopyBuffer int4(int value) {
        room(4);
        ByteConverter.int4(bytes, length, value);
        length += 4;
        return this;
    }

    private CopyBuffer int2(int value) {
        room(2);
        ByteConverter.int2(bytes, length, value);
        length += 2;
        return this;
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }

    /** Sends the rows. @param statement COPY ... FROM STDIN (FORMAT binary) */
    void send(Connection connection, String statement) throws SQLException {
        int2(-1);
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(statement);
        try {
            copy.writeToCopy(bytes, 0, length);
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }
}
