package limpid.export;

import static org.apache.parquet.schema.LogicalTypeAnnotation.dateType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timestampType;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import limpid.export.Column.Kind;
import limpid.measure.LocalDay;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;

/**
 * Parquet, Snappy: decimals as DOUBLE, times as UTC timestamps in microseconds, local times as timestamps without a zone,
 * marks as null. The description stands in the file's key-value metadata as {@code limpid}.
 *
 * <p>No DECIMAL holds all that the intake takes: 30 digits up to 30 places on either side of the point are up to 90 digits,
 * and readers stop at 38. A DOUBLE holds every one, to 15 digits exactly; the figures with more have all their digits in
 * the last column {@code exact}, which is null in nearly every row.
 */
final class ParquetSheet implements Sheets {
    private static final String EXACT = "exact";

    /** Held in memory until it is full. */
    private static final long ROW_GROUP = 8L << 20;

    private static final int PAGE = 256 << 10;

    private final OutputStream out;
    private final Rows rows = new Rows();
    private @Nullable ParquetWriter<@Nullable Object[]> writer;

    ParquetSheet(OutputStream out) {
        this.out = out;
    }

    @Override
    public void begin(Dataset dataset) throws IOException {
        rows.columns = dataset.columns();
        writer = new Builder(new Stream(out), rows)
                .withCompressionCodec(CompressionCodecName.SNAPPY)
                .withRowGroupSize(ROW_GROUP)
                .withPageSize(PAGE)
                .build();
    }

    @Override
    public void row(@Nullable Object[] cells, CsvText.Bytes line) throws IOException {
        Objects.requireNonNull(writer).write(PrintedRun.spread(cells));
    }

    @Override
    public void end(Description description) throws IOException {
        rows.description = new String(MetaSheet.json(description), StandardCharsets.UTF_8);
        Objects.requireNonNull(writer).close();
    }

    @Override
    public void finish() {}

    private static final class Builder extends ParquetWriter.Builder<@Nullable Object[], Builder> {
        private final Rows rows;

        Builder(OutputFile file, Rows rows) {
            super(file);
            this.rows = rows;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        protected WriteSupport<@Nullable Object[]> getWriteSupport(Configuration configuration) {
            return rows;
        }
    }

    /** Where the file goes: forwards only. */
    private record Stream(OutputStream out) implements OutputFile {
        @Override
        public PositionOutputStream create(long blockSizeHint) {
            return new Counted(out);
        }

        @Override
        public PositionOutputStream createOrOverwrite(long blockSizeHint) {
            return create(blockSizeHint);
        }

        @Override
        public boolean supportsBlockSize() {
            return false;
        }

        @Override
        public long defaultBlockSize() {
            return 0;
        }
    }

    private static final class Counted extends PositionOutputStream {
        private final OutputStream out;
        private long position;

        Counted(OutputStream out) {
            this.out = out;
        }

        @Override
        public long getPos() {
            return position;
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            position++;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
            position += length;
        }
    }

    private static final class Rows extends WriteSupport<@Nullable Object[]> {
        private final ExactDigits exact = new ExactDigits();
        private List<Column> columns = List.of();
        private String description = "";
        private @Nullable RecordConsumer consumer;

        @Override
        public WriteContext init(Configuration configuration) {
            List<Type> types = new ArrayList<>(columns.stream().map(Rows::type).toList());
            if (columns.stream().anyMatch(column -> column.kind() == Kind.DECIMAL)) {
                types.add(Types.optional(PrimitiveTypeName.BINARY)
                        .as(stringType())
                        .named(EXACT));
            }
            return new WriteContext(new MessageType("limpid", types), Map.of());
        }

        private static Type type(Column column) {
            return (switch (column.kind()) {
                        case TEXT -> Types.optional(PrimitiveTypeName.BINARY).as(stringType());
                        case INTEGER -> Types.optional(PrimitiveTypeName.INT32);
                        case BOOLEAN -> Types.optional(PrimitiveTypeName.BOOLEAN);
                        case DATE -> Types.optional(PrimitiveTypeName.INT32).as(dateType());
                        case TIME -> Types.optional(PrimitiveTypeName.INT64).as(timestampType(true, TimeUnit.MICROS));
                        case LOCAL_TIME ->
                            Types.optional(PrimitiveTypeName.INT64).as(timestampType(false, TimeUnit.MICROS));
                        case DECIMAL -> Types.optional(PrimitiveTypeName.DOUBLE);
                    })
                    .named(column.name());
        }

        @Override
        public void prepareForWrite(RecordConsumer recordConsumer) {
            consumer = recordConsumer;
        }

        @Override
        public FinalizedWriteContext finalizeWrite() {
            return new FinalizedWriteContext(Map.of("limpid", description));
        }

        @Override
        public void write(@Nullable Object[] cells) {
            RecordConsumer to = Objects.requireNonNull(consumer);
            to.startMessage();
            exact.reset();
            for (int i = 0; i < cells.length; i++) {
                Object cell = cells[i];
                if (isWritten(cell)) {
                    Column column = columns.get(i);
                    to.startField(column.name(), i);
                    value(to, column, Objects.requireNonNull(cell));
                    to.endField(column.name(), i);
                }
            }
            if (!exact.text().isEmpty()) {
                to.startField(EXACT, columns.size());
                to.addBinary(Binary.fromString(exact.text()));
                to.endField(EXACT, columns.size());
            }
            to.endMessage();
        }

        /** A text of no letters and none are one, as in the CSV. */
        private static boolean isWritten(@Nullable Object cell) {
            return cell != null && !(cell instanceof Mark) && !cell.equals("");
        }

        private void value(RecordConsumer to, Column column, Object cell) {
            switch (cell) {
                case Integer number -> to.addInteger(number);
                case Boolean yes -> to.addBoolean(yes);
                case LocalDate date -> to.addInteger(Math.toIntExact(date.toEpochDay()));
                case Instant instant -> to.addLong(micros(instant, column.kind()));
                case BigDecimal decimal -> decimal(to, column, decimal);
                case Printed decimal -> decimal(to, column, decimal.number());
                default -> to.addBinary(Binary.fromString(cell.toString()));
            }
        }

        private static long micros(Instant instant, Kind kind) {
            long micros = ChronoUnit.MICROS.between(Instant.EPOCH, instant);
            return kind == Kind.TIME
                    ? micros
                    : micros + LocalDay.CHINA.getRules().getOffset(instant).getTotalSeconds() * 1_000_000L;
        }

        private void decimal(RecordConsumer to, Column column, BigDecimal decimal) {
            to.addDouble(decimal.doubleValue());
            exact.add(column.name(), decimal);
        }
    }
}
