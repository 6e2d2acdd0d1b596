package limpid.api.http;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.micronaut.core.type.Argument;
import io.micronaut.core.type.MutableHeaders;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.body.MessageBodyWriter;
import io.micronaut.http.codec.CodecException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import limpid.measure.Formula;
import org.jspecify.annotations.Nullable;

/**
 * Writes a page as CSV (RFC 4180, UTF-8); several values in one field are separated by semicolons, texts guarded as
 * a {@link Formula} is.
 */
@Singleton
@Produces(MediaType.TEXT_CSV)
final class PageCsvWriter implements MessageBodyWriter<Page<Object>> {
    private static final byte[] BYTE_ORDER_MARK = "\uFEFF".getBytes(StandardCharsets.UTF_8);

    /** JSON has a writer of its own. */
    @Override
    public boolean isWriteable(Argument<Page<Object>> type, @Nullable MediaType mediaType) {
        return mediaType != null && mediaType.matches(MediaType.TEXT_CSV_TYPE);
    }

    @Override
    public void writeTo(
            Argument<Page<Object>> type,
            MediaType mediaType,
            Page<Object> page,
            MutableHeaders headers,
            OutputStream out) {
        try (CsvWriter csv = CsvWriter.builder().build(out, StandardCharsets.UTF_8)) {
            if (page.table().byteOrderMark()) {
                out.write(BYTE_ORDER_MARK);
            }
            csv.writeRecord(page.table().header());
            for (Object item : page.items()) {
                csv.writeRecord(fields(page.table().cells().apply(item)));
            }
        } catch (IOException e) {
            throw new CodecException("writing CSV", e);
        }
    }

    private static List<String> fields(List<@Nullable Object> cells) {
        return cells.stream().map(PageCsvWriter::field).toList();
    }

    private static String field(@Nullable Object cell) {
        return switch (cell) {
            case null -> "";
            case BigDecimal decimal -> decimal.toPlainString();
            case Number number -> number.toString();
            case Collection<?> several ->
                Formula.guarded(several.stream().map(String::valueOf).collect(Collectors.joining(";")));
            default -> Formula.guarded(cell.toString());
        };
    }
}
