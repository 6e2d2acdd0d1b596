package limpid.export;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import limpid.export.document.PrintFont;
import limpid.store.Extracts.Rows;
import limpid.store.Extracts.Snapshot;
import org.jspecify.annotations.Nullable;

/**
 * A file made while it is read: whoever reads slowly slows the store, and nothing is kept but a buffer. A failure on the
 * way is thrown to the reader, so that a file never ends early as if it were whole.
 */
public final class Export extends InputStream {
    private static final int ENOUGH = 64 << 10;

    private final CsvText.Bytes buffer = new CsvText.Bytes();
    private final Snapshot snapshot;
    private final Query query;
    private final Deque<Dataset> waiting;
    private final Sheets sheets;
    private final MessageDigest digest = sha256();
    private final Runnable afterwards;
    private Consumer<Description> described = description -> {};
    private @Nullable Dataset dataset;
    private @Nullable CsvText text;
    private @Nullable Rows rows;
    private long count;
    private int taken;
    private boolean finished;
    private boolean closed;

    Export(
            Snapshot snapshot,
            List<Dataset> datasets,
            Query query,
            Format format,
            boolean byteOrderMark,
            PrintFont font,
            Runnable afterwards)
            throws IOException {
        this.snapshot = snapshot;
        this.query = query;
        this.waiting = new ArrayDeque<>(datasets);
        this.sheets = format.begin(buffer, query.after().isEmpty(), byteOrderMark, font);
        this.afterwards = afterwards;
    }

    /** Whom to tell what was exported, when a table is complete. */
    public Export describedTo(Consumer<Description> listener) {
        described = listener;
        return this;
    }

    /** How many rows have been written so far. */
    public long rows() {
        return count;
    }

    /** Makes the first bytes, so that what is wrong from the beginning shows before they are sent. */
    Export begun() throws IOException {
        fill();
        return this;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        if (closed) {
            throw new IOException("the export is closed");
        }
        if (taken == buffer.size()) {
            buffer.reset();
            taken = 0;
            fill();
        }
        int some = Math.min(length, buffer.size() - taken);
        if (some == 0) {
            return -1;
        }
        System.arraycopy(buffer.content(), taken, target, offset, some);
        taken += some;
        return some;
    }

    private void fill() throws IOException {
        try {
            while (buffer.size() < ENOUGH && !finished) {
                step();
            }
        } catch (Query.Bad | DocumentSheets.TooManyRows e) {
            throw e;
        } catch (RuntimeException e) {
            throw new IOException("the export broke off after " + count + " rows: " + e.getMessage(), e);
        }
    }

    private void step() throws IOException {
        if (rows == null) {
            nextDataset();
            return;
        }
        @Nullable Object[] cells = rows.next();
        if (cells == null) {
            endDataset();
        } else {
            CsvText.Bytes line = Objects.requireNonNull(text).line(cells);
            digest.update(line.content(), 0, line.size());
            sheets.row(cells, line);
            count++;
        }
    }

    private void nextDataset() throws IOException {
        Dataset next = waiting.poll();
        if (next == null) {
            sheets.finish();
            finished = true;
            return;
        }
        dataset = next;
        text = new CsvText(next.columns());
        Places.check(snapshot, next, query);
        rows = next.source().open(snapshot, query);
        count = 0;
        sheets.begin(next);
    }

    private void endDataset() throws IOException {
        Objects.requireNonNull(rows).close();
        rows = null;
        Description description = Description.of(
                Objects.requireNonNull(dataset),
                query,
                snapshot.takenAt(),
                count,
                HexFormat.of().formatHex(digest.digest()));
        described.accept(description);
        sheets.end(description);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            try (snapshot) {
                if (rows != null) {
                    rows.close();
                }
            } finally {
                afterwards.run();
            }
        }
    }
}
