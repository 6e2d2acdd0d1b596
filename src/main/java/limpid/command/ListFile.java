package limpid.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import javax.sql.DataSource;
import limpid.export.Dataset;
import limpid.export.Export;
import limpid.export.Exports;
import limpid.export.Format;
import limpid.export.Query;
import limpid.export.document.PrintFont;
import limpid.store.postgres.PostgresExtracts;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Of a command whose list may be written to a file beside what it prints. */
final class ListFile {
    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Write the list to a file too; replaced if it is there.")
    private @Nullable Path out;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "xlsx",
            description = "Of the file: csv, xlsx, parquet, docx, pdf or meta.json. Default: ${DEFAULT-VALUE}.")
    @SuppressWarnings("NullAway.Init")
    private String format;

    /**
     * What to do once the list is made; a format that there is none of is refused before.
     *
     * @throws UsageException where the format is none
     */
    Saving begin() {
        return new Saving(ExportFile.format(format), out);
    }

    /** A file of this format, where one is asked for. */
    record Saving(Format format, @Nullable Path out) {
        void save(List<Dataset> lists, Query query, DataSource database, PrintFont font, PrintWriter err)
                throws IOException {
            if (out != null) {
                Exports exports = new Exports(new PostgresExtracts(database), 1, font);
                try (Export export = exports.begin(
                        lists.stream()
                                .map(list -> list.headed(format.usualHeader()))
                                .toList(),
                        query,
                        format,
                        true)) {
                    SavedFile.write(export, out, err);
                }
            }
        }
    }
}
