package limpid.export;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.Semaphore;
import limpid.export.document.PrintFont;
import limpid.store.Extracts;
import limpid.store.Extracts.Snapshot;
import limpid.store.StoreUnavailable;

/** Begins exports, of which few may run at a time: each holds a connection and keeps old rows alive in the store. */
public final class Exports {
    private final Extracts extracts;
    private final Semaphore places;
    private final PrintFont font;

    /** So many at a time. @param font of documents to print */
    public Exports(Extracts extracts, int most, PrintFont font) {
        this.font = font;
        this.extracts = extracts;
        this.places = new Semaphore(most);
    }

    /** As many exports run as may. */
    public static final class Busy extends RuntimeException {
        private static final long serialVersionUID = 1;

        Busy() {
            super("as many exports are running as may run at a time", null, false, false);
        }
    }

    /**
     * Begins to export; the caller closes what it gets.
     *
     * @param datasets more than one only where the format holds several tables
     * @throws Busy             where too many are running
     * @throws DocumentSheets.TooManyRows where it is a document and has more rows than one may have
     * @throws PrintFont.Missing where it is to be printed and there is no font
     * @throws Query.Bad        where the query cannot be answered
     * @throws StoreUnavailable where the store cannot be reached
     */
    public Export begin(List<Dataset> datasets, Query query, Format format, boolean byteOrderMark) {
        check(datasets, query);
        if (!places.tryAcquire()) {
            throw new Busy();
        }
        Snapshot snapshot;
        try {
            snapshot = extracts.open();
        } catch (RuntimeException e) {
            places.release();
            throw e;
        }
        Export export;
        try {
            export = new Export(snapshot, datasets, query, format, byteOrderMark, font, places::release);
        } catch (IOException | RuntimeException e) {
            places.release();
            snapshot.close();
            throw e instanceof RuntimeException fault
                    ? fault
                    : new UncheckedIOException("beginning an export", (IOException) e);
        }
        return begun(export);
    }

    private static Export begun(Export export) {
        try {
            return export.begun();
        } catch (IOException e) {
            export.close();
            if (e.getCause() instanceof StoreUnavailable away) {
                throw away;
            }
            throw new UncheckedIOException("beginning an export", e);
        } catch (RuntimeException e) {
            export.close();
            throw e;
        }
    }

    private static void check(List<Dataset> datasets, Query query) {
        List<String> key = datasets.size() == 1 ? datasets.getFirst().key() : List.of();
        if (!query.after().isEmpty() && query.after().size() != key.size()) {
            throw new Query.Bad(
                    Cursors.PARAMETER,
                    String.join(",", query.after()),
                    key.isEmpty() ? "none for a file of several tables" : String.join(",", key) + " of a row");
        }
        List<String> known = datasets.stream()
                .flatMap(one -> one.filters().stream())
                .distinct()
                .toList();
        query.filters().forEach((filter, value) -> {
            if (!known.contains(filter)) {
                throw new Query.Bad(filter, value, "no parameter but " + String.join(", ", known));
            }
        });
    }
}
