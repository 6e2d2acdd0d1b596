package limpid.api;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import limpid.api.http.Answers;
import limpid.api.http.Page;
import limpid.api.http.Page.Lines;
import limpid.api.http.Problem;
import limpid.api.http.TableBody;
import limpid.sheet.Form;
import limpid.sheet.SheetFile;
import limpid.water.ItemSet;

/** Forms 表格模板 that offices fill in and hand in again. */
@Controller("/api/v1/sheets")
@Secured(SecurityRule.IS_ANONYMOUS)
@Tag(name = "lists")
public class SheetsController {

    SheetsController() {}

    /** What may stand in the columns of each form, and what they may be called; imports take CSV and XLSX with these names or with the Chinese ones. */
    @Get
    public HttpResponse<Page<SheetColumnView>> list(HttpRequest<?> request) {
        return Answers.list(
                request,
                Page.whole(
                        Form.all().stream()
                                .flatMap(
                                        form -> form.columns().stream().map(column -> SheetColumnView.of(form, column)))
                                .toList(),
                        SheetColumnView.CSV));
    }

    /**
     * An empty form with its header in Chinese.
     *
     * @param form   samples, surveys, limits, intakes, dust, tasks, reports or stations
     * @param format xlsx or csv
     */
    @Get("/{form}.{format}")
    public HttpResponse<byte[]> template(String form, String format) {
        Form found = Form.named(form)
                .filter(one -> Form.FORMATS.contains(format))
                .orElseThrow(() -> new Problem.Exception(
                        Problem.Type.NOT_FOUND,
                        "there is no form '" + form + "." + format + "'; see /api/v1/sheets",
                        Map.of()));
        List<String> items = ItemSet.assessment().codes();
        boolean workbook = format.equals("xlsx");
        return HttpResponse.ok(workbook ? SheetFile.template(found, items) : SheetFile.csvTemplate(found, items))
                .contentType(workbook ? TableBody.WORKBOOK : MediaType.TEXT_CSV)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + form + "." + format + "\"");
    }

    /**
     * A column of a form.
     *
     * @param form     its name
     * @param column   as imports know it; * stands for any item of water, a column each
     * @param names    in Chinese, the first is printed
     * @param meaning  what it holds
     * @param kind     text, station, item, value, time, date, month, number or choice
     * @param required whether it must be there
     * @param choices  what each code may be called
     * @param example  empty where there is none
     */
    @Schema(name = "SheetColumn")
    public record SheetColumnView(
            String form,
            String column,
            List<String> names,
            String meaning,
            String kind,
            boolean required,
            Map<String, List<String>> choices,
            String example) {
        private static final Lines<SheetColumnView> CSV = new Lines<>(
                List.of("form", "column", "names", "meaning", "kind", "required", "example"),
                view -> List.of(
                        view.form,
                        view.column,
                        String.join(" ", view.names),
                        view.meaning,
                        view.kind,
                        view.required,
                        view.example));

        private static SheetColumnView of(Form form, Form.Column column) {
            return new SheetColumnView(
                    form.name(),
                    column.name(),
                    column.names(),
                    column.meaning(),
                    column.kind().name().toLowerCase(Locale.ROOT),
                    column.required(),
                    column.choices(),
                    column.example());
        }
    }
}
