package limpid.store.postgres;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.ByteConverter;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;

/** Reads one field in the binary format of its type. */
@FunctionalInterface
interface BinaryField {
    /** 2000-01-01, from which PostgreSQL counts. */
    long EPOCH_DAY = 10_957;

    /** The value of the field; null where a list's element has none. */
    Object read(byte[] message, int at, int length) throws SQLException;

    /** The field of a type; a name that begins with an underscore is that of a list. */
    static BinaryField of(String type) throws SQLException {
        return switch (type) {
            case "int2" -> (message, at, _) -> (int) ByteConverter.int2(message, at);
            // The driver calls an identity column serial.
            case "int4", "serial" -> (message, at, _) -> ByteConverter.int4(message, at);
            case "int8", "bigserial" -> (message, at, _) -> ByteConverter.int8(message, at);
            case "bool" -> (message, at, _) -> ByteConverter.bool(message, at);
            case "numeric" -> ByteConverter::numeric;
            case "text" -> (message, at, length) -> new String(message, at, length, StandardCharsets.UTF_8);
            case "date" -> (message, at, _) -> LocalDate.ofEpochDay(EPOCH_DAY + ByteConverter.int4(message, at));
            case "timestamptz" -> (message, at, _) -> instant(ByteConverter.int8(message, at));
            default -> list(type);
        };
    }

    private static BinaryField list(String type) throws SQLException {
        if (!type.startsWith("_")) {
            throw new PSQLException("no reader for columns of type " + type, PSQLState.NOT_IMPLEMENTED);
        }
        BinaryField element = of(type.substring(1));
        return (message, at, _) -> elements(message, at, element);
    }

    /** Microseconds since 2000-01-01 UTC. */
    static Instant instant(long micros) {
        long seconds = Math.floorDiv(micros, 1_000_000L);
        return Instant.ofEpochSecond(seconds + EPOCH_DAY * 86_400, Math.floorMod(micros, 1_000_000L) * 1_000L);
    }

    /** Dimensions, flags, type of the elements; then length and lower bound of the one dimension there is. */
    private static List<@Nullable Object> elements(byte[] message, int at, BinaryField element) throws SQLException {
        List<@Nullable Object> values = new ArrayList<>();
        if (ByteConverter.int4(message, at) == 0) {
            return values;
        }
        int count = ByteConverter.int4(message, at + 12);
        int place = at + 20;
        for (int i = 0; i < count; i++) {
            int length = ByteConverter.int4(message, place);
            place += Integer.BYTES;
            values.add(length < 0 ? null : element.read(message, place, length));
            place += Math.max(length, 0);
        }
        return values;
    }
}
