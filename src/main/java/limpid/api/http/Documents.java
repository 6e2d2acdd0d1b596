package limpid.api.http;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import limpid.api.http.Problem.Type;
import limpid.export.document.Block;
import limpid.export.document.DocxFile;
import limpid.export.document.MarkdownBlocks;
import limpid.export.document.OfficialForm;
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
        return request.getPath().endsWith(".pdf")
                ? file(PdfFile.of(blocks, font()), PdfFile.TYPE, name + ".pdf")
                : file(DocxFile.of(blocks), OfficialForm.TYPE, name + ".docx");
    }

    private Path font() {
        Optional<Path> found = font.file();
        return found.orElseThrow(() -> new Problem.Exception(
                Type.NO_FONT,
                "no font with Chinese letters was found on this machine; name one in LIMPID_PDF_FONT, or take .docx",
                Map.of()));
    }

    private static HttpResponse<byte[]> file(byte[] bytes, String type, String name) {
        return HttpResponse.ok(bytes)
                .contentType(MediaType.of(type))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename*=UTF-8''" + Addresses.encoded(name.replace('/', '-')));
    }
}
