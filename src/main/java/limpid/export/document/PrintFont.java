package limpid.export.document;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The font of printed documents.
 *
 * @param named by the operator; empty: one of the system, where there is one with Chinese letters
 */
public record PrintFont(Optional<Path> named) {
    /** The file to take; empty where there is none. */
    public Optional<Path> file() {
        return named.or(PdfFile::systemFont);
    }
}
