package limpid.command;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import limpid.export.Description;
import limpid.export.Export;

/** An export on its way to a file, which appears under its name when it is complete. */
final class SavedFile {
    private static final int PIECE = 1 << 16;
    private static final long LOOK_NANOS = 1_000_000_000L;

    private SavedFile() {}

    /** @param out replaced if it is there */
    static void write(Export export, Path out, PrintWriter err) throws IOException {
        Path part = out.resolveSibling(out.getFileName() + ".part");
        export.describedTo(description -> say(description, err));
        try (OutputStream file = Files.newOutputStream(part)) {
            copy(export, file, err);
        }
        Files.move(part, out, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void say(Description description, PrintWriter err) {
        err.printf("\r%,d rows of %s, sha256 %s%n", description.rows(), description.dataset(), description.sha256());
        err.flush();
    }

    private static void copy(Export export, OutputStream file, PrintWriter err) throws IOException {
        byte[] piece = new byte[PIECE];
        long looked = System.nanoTime();
        for (int length = export.read(piece); length > 0; length = export.read(piece)) {
            file.write(piece, 0, length);
            if (System.nanoTime() - looked > LOOK_NANOS) {
                looked = System.nanoTime();
                err.printf("\r%,d rows", export.rows());
                err.flush();
            }
        }
    }
}
