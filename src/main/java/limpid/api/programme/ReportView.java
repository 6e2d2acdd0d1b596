package limpid.api.programme;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import limpid.api.http.Holders;
import limpid.api.http.Local;
import limpid.api.http.Page;
import limpid.programme.Report;
import org.jspecify.annotations.Nullable;

/**
 * An entered figure 报送数据.
 *
 * @param reference the number that a target in words stands for, such as the national mean
 * @param applies   whether the indicator applies to the city
 * @param file      file that proves it, empty where none was named
 */
@Schema(name = "ProgrammeReport")
public record ReportView(
        String indicator,
        String part,
        String period,
        String item,
        @Nullable BigDecimal value,
        @Nullable Boolean met,
        @Nullable BigDecimal reference,
        boolean applies,
        String source,
        String file,
        @Nullable String enteredBy,
        OffsetDateTime enteredAt,
        int revision) {

    static ReportView of(Report report) {
        return new ReportView(
                report.indicator(),
                report.part(),
                report.period(),
                report.item(),
                report.value(),
                report.met(),
                report.reference(),
                report.applies(),
                report.source(),
                report.file(),
                Holders.name(report.enteredBy()),
                Local.time(report.enteredAt()),
                report.revision());
    }

    static Page.Lines<ReportView> csv() {
        return Page.Lines.of(
                ReportView.class,
                "indicator part period item value met reference applies source file enteredBy " + "enteredAt revision");
    }
}
