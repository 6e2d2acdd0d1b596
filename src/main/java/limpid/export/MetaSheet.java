package limpid.export;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** The description of an export alone, as JSON. */
final class MetaSheet implements Sheets {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final OutputStream out;

    MetaSheet(OutputStream out) {
        this.out = out;
    }

    /** As text. */
    static byte[] json(Description description) throws IOException {
        return JSON.writeValueAsBytes(description);
    }

    @Override
    public void begin(Dataset dataset) {}

    @Override
    public void row(@Nullable Object[] cells, CsvText.Bytes line) {}

    @Override
    public void end(Description description) throws IOException {
        out.write(json(description));
    }

    @Override
    public void finish() {}
}
