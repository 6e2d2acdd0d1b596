package limpid.api.programme;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import limpid.programme.Check;
import limpid.programme.Figure;
import limpid.programme.Measure;
import org.jspecify.annotations.Nullable;

/**
 * On what a check rests.
 *
 * @param clause  where the target stands and its words
 * @param items   parts judged each for itself
 * @param reports entered figures it used, the revision in force of each
 * @param leftOut what did not enter, and why
 * @param measure the figure that was computed, as the programme's file names it, such as air.goodDayRatio; null of a reported one
 * @param from    the first day of its period
 * @param to      the last day of its period
 */
@Schema(name = "CheckEvidence")
public record CheckEvidenceView(
        CheckView check,
        String clause,
        List<ItemView> items,
        List<ReportView> reports,
        List<String> leftOut,
        @Nullable String measure,
        LocalDate from,
        LocalDate to) {

    static CheckEvidenceView of(String city, Check check) {
        var target = check.question().target();
        Measure measure = check.question().indicator().computed();
        return new CheckEvidenceView(
                CheckView.of(city, check),
                target.document().titleZh() + " " + target.locator()
                        + (target.quote().isEmpty() ? "" : ": “" + target.quote() + "”"),
                check.finding().items().stream().map(ItemView::of).toList(),
                check.finding().reports().stream().map(ReportView::of).toList(),
                check.finding().leftOut(),
                measure == null ? null : measure.code(),
                check.question().period().startInclusive(),
                check.question().period().lastDay());
    }

    /**
     * A part.
     *
     * @param meets  null where it is not settled, or not judged for itself
     * @param reason why, or what fails
     * @param reasonZh the same in Chinese
     */
    @Schema(name = "CheckItem")
    public record ItemView(
            String name,
            @Nullable BigDecimal value,
            @Nullable BigDecimal limit,
            @Nullable Boolean meets,
            String reason,
            String reasonZh) {
        static ItemView of(Figure.Item item) {
            return new ItemView(
                    item.name(),
                    item.value(),
                    item.limit(),
                    item.meets(),
                    item.reason().en(),
                    item.reason().zh());
        }
    }
}
