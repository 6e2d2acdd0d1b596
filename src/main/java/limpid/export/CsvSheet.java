package limpid.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** CSV: a header line and the rows, nothing that a spreadsheet would stumble over. */
final class CsvSheet implements Sheets {
    private static final byte[] BYTE_ORDER_MARK = "\uFEFF".getBytes(StandardCharsets.UTF_8);

    private final OutputStream out;
    private final boolean header;
    private final boolean byteOrderMark;

    /** @param header false where the lines go on a file that has one */
    CsvSheet(OutputStream out, boolean header, boolean byteOrderMark) {
        this.out = out;
        this.header = header;
        this.byteOrderMark = byteOrderMark;
    }

    @Override
    public void begin(Dataset dataset) throws IOException {
        if (header && byteOrderMark) {
            out.write(BYTE_ORDER_MARK);
        }
        if (header) {
            new CsvText(dataset.columns())
                    .header(dataset.columns(), dataset.header())
                    .writeTo(out);
        }
    }

    @Override
    public void row(@Nullable Object[] cells, CsvText.Bytes line) throws IOException {
        line.writeTo(out);
    }

    @Override
    public void end(Description description) {}

    @Override
    public void finish() {}
}
