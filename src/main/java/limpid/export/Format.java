package limpid.export;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.stream.Stream;

/** The files there are. */
public enum Format {
    /** Comma-separated, UTF-8. */
    CSV("csv", "text/csv; charset=utf-8") {
        @Override
        Sheets begin(OutputStream out, boolean header, boolean byteOrderMark) {
            return new CsvSheet(out, header, byteOrderMark);
        }
    },
    /** A workbook of Office Open XML. */
    XLSX("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet") {
        @Override
        Sheets begin(OutputStream out, boolean header, boolean byteOrderMark) {
            return new XlsxSheets(out, XlsxSheets.MOST_ROWS);
        }
    },
    /** Apache Parquet. */
    PARQUET("parquet", "application/vnd.apache.parquet") {
        @Override
        Sheets begin(OutputStream out, boolean header, boolean byteOrderMark) throws IOException {
            return new ParquetSheet(out);
        }
    },
    /** The description of the export without its rows. */
    META("meta.json", "application/json") {
        @Override
        Sheets begin(OutputStream out, boolean header, boolean byteOrderMark) {
            return new MetaSheet(out);
        }
    };

    private final String extension;
    private final String mediaType;

    Format(String extension, String mediaType) {
        this.extension = extension;
        this.mediaType = mediaType;
    }

    /** The format whose files end so. */
    public static Optional<Format> of(String extension) {
        return Stream.of(values())
                .filter(format -> format.extension.equals(extension))
                .findFirst();
    }

    /** How its files end, without the dot. */
    public String extension() {
        return extension;
    }

    /** Of its files. */
    public String mediaType() {
        return mediaType;
    }

    abstract Sheets begin(OutputStream out, boolean header, boolean byteOrderMark) throws IOException;
}
