package limpid.api.http;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import limpid.api.http.Problem.Type;
import limpid.export.document.Block;
import limpid.export.document.DocxFile;
import limpid.export.document.MarkdownBlocks;
import limpid.export.document.OfficialForm;
import limpid.export.document.Paper;
import limpid.export.document.PdfFile;
import limpid.export.document.PrintFont;

/** Texts as documents. */
@Singleton
public final class Documents {
    private final PrintFont font;

    Documents(PrintFont font) {
        this.font = font;
    }

    /** A text as the file that the path ends with. @param name of the file, without its ending */
    public HttpResponse<byte[]> answer(HttpRequest<?> request, String markdown, String name) {
        List<Block> blocks = MarkdownBlocks.of(markdown);
        try {
            return request.getPath().endsWith(".pdf")
                    ? file(PdfFile.of(blocks, font.file(), Paper.TEXT), PdfFile.TYPE, name + ".pdf")
                    : file(DocxFile.of(blocks, Paper.TEXT), OfficialForm.TYPE, name + ".docx");
        } catch (PrintFont.Missing e) {
            throw missing(e);
        }
    }

    /** What is answered where there is nothing to print with. */
    static Problem.Exception missing(PrintFont.Missing e) {
        return new Problem.Exception(Type.NO_FONT, String.valueOf(e.getMessage()), Map.of());
    }

    private static HttpResponse<byte[]> file(byte[] bytes, String type, String name) {
        return HttpResponse.ok(bytes)
                .contentType(MediaType.of(type))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename*=UTF-8''" + Addresses.encoded(name.replace('/', '-')));
    }
}
