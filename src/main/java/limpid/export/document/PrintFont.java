package limpid.export.document;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The font of printed documents.
 *
 * @param named by the operator; empty: one of the system, where there is one with Chinese letters
 */
public record PrintFont(Optional<Path> named) {
    /** This machine has no font to print with. */
    public static final class Missing extends RuntimeException {
        private static final long serialVersionUID = 1;

        Missing() {
            super(
                    "no font with Chinese letters was found on this machine; name one in LIMPID_PDF_FONT, or take .docx",
                    null,
                    false,
                    false);
        }
    }

    /**
     * The file to take.
     *
     * @throws Missing where there is none
     */
    public Path file() {
        return named.or(PdfFile::systemFont).orElseThrow(Missing::new);
    }
}
