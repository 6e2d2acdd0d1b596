package limpid.api.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** What a cell answers, as it comes: cut off where nothing comes for a while, where it takes too long, and where it is too long. */
final class CellAnswer extends FilterInputStream {
    private final ScheduledExecutorService timer;
    private final CellHop.Patience patience;
    private final Runnable over;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final long begun = System.nanoTime();
    private long bytes;

    /** @param over once, when it is closed */
    CellAnswer(InputStream answer, ScheduledExecutorService timer, CellHop.Patience patience, Runnable over) {
        super(answer);
        this.timer = timer;
        this.patience = patience;
        this.over = over;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (Duration.ofNanos(System.nanoTime() - begun).compareTo(patience.whole()) > 0) {
            throw new IOException("a cell has been answering for more than " + patience.whole());
        }
        // Who waits inside the read is freed by nothing else.
        ScheduledFuture<?> cut = timer.schedule(this::cut, patience.silence().toMillis(), TimeUnit.MILLISECONDS);
        int read;
        try {
            read = in.read(into, offset, length);
        } finally {
            cut.cancel(false);
        }
        bytes += Math.max(0, read);
        if (bytes > patience.bytes()) {
            throw new IOException("a cell answers more than " + patience.bytes() + " bytes");
        }
        return read;
    }

    private void cut() {
        try {
            in.close();
        } catch (IOException e) {
            throw new IllegalStateException("a stream of memory is closed without a fault", e);
        }
    }

    @Override
    public void close() throws IOException {
        if (closed.compareAndSet(false, true)) {
            try {
                super.close();
            } finally {
                over.run();
            }
        }
    }
}
