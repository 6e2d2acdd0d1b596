package limpid.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import limpid.export.document.DocxFile;
import limpid.export.document.OfficialForm;
import limpid.export.document.PdfFile;
import limpid.export.document.PrintFont;

/** The files there are. */
public enum Format {
    /** Comma-separated, UTF-8. */
    CSV("csv", "text/csv; charset=utf-8") {
        @Override
        Sheets begin(OutputStream out, boolean header, boolean byteOrderMark, PrintFont font) {
            return new CsvSheet(out, header, byteOrderMark);
        }
    },
    /** A workbook of Office Open XML. */
    XLSX("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet") {
        @Override
        Sheets begin(OutputStream out, boolean header, boolean byteOrderMark, PrintFont font) {
            return new XlsxSheets(out, XlsxSheets.MOST_ROWS);
        }
    },
    /** Apache Parquet. */
    PARQUET("parquet", "application/vnd.apache.parquet") {
        @Override
        Sheets begin(OutputStream out, boolean header, boolean byteOrderMark, PrintFont font) throws IOException {
            return new ParquetSheet(out);
        }
    },
    /** A document for a word processor. */
    DOCX("docx", OfficialForm.TYPE) {
        @Override
        Sheets begin(OutputStream out, boolean header, boolean byteOrderMark, PrintFont font) {
            return new DocumentSheets(out, DocxFile::of);
        }
    },
    /** A document to print. */
    PDF("pdf", PdfFile.TYPE) {
        @Override
        Sheets begin(OutputStream out, boolean header, boolean byteOrderMark, PrintFont font) {
            Path letters = font.file();
            return new DocumentSheets(out, (blocks, paper) -> PdfFile.of(blocks, letters, paper));
        }
    },
    /** The description of the export without its rows. */
    META("meta.json", "application/json") {
        @Override
        Sheets begin(OutputStream out, boolean header, boolean byteOrderMark, PrintFont font) {
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

    /** What stands at the head of the columns where nothing is asked: people read documents. */
    public Header usualHeader() {
        return this == DOCX || this == PDF ? Header.ZH : Header.CODE;
    }

    /**
     * Begins a file.
     *
     * @throws PrintFont.Missing where it needs a font and there is none
     */
    abstract Sheets begin(OutputStream out, boolean header, boolean byteOrderMark, PrintFont font) throws IOException;
}
