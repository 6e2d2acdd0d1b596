package limpid.api.programme;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import limpid.api.http.Arguments;
import limpid.api.http.Page;
import limpid.programme.Indicator;
import limpid.programme.Measure;
import limpid.programme.Programme;
import limpid.programme.Target;
import org.jspecify.annotations.Nullable;

/**
 * A programme: a national rule set or a city's plan, with its indicators and their targets as printed.
 *
 * @param city       whose it is; empty for a rule set of any city
 * @param national   rule set that its city is checked under too; empty for none
 * @param assessment which year is assessed on a date: running or last_full_year
 * @param reportDays on which its document asks for progress, such as 06-10; none for any day
 * @param taskLists  tables of tasks of its documents
 */
@Schema(name = "Programme")
public record ProgrammeView(
        String id,
        String nameZh,
        String nameEn,
        String city,
        String national,
        String assessment,
        @Nullable BigDecimal builtUpAreaM2,
        List<String> reportDays,
        List<TaskListView> taskLists,
        List<IndicatorView> indicators) {

    /**
     * A table of tasks 任务表 of its documents.
     *
     * @param list    its key, by which tasks are narrowed
     * @param titleZh as printed
     */
    @Schema(name = "TaskList")
    public record TaskListView(String list, String titleZh) {}

    static ProgrammeView of(Programme programme) {
        return new ProgrammeView(
                programme.id(),
                programme.nameZh(),
                programme.nameEn(),
                programme.city(),
                programme.national(),
                Arguments.word(programme.assessment()),
                programme.builtUpAreaM2(),
                programme.reportDays().stream()
                        .map(day -> String.valueOf(day).substring(2))
                        .toList(),
                programme.taskLists().stream()
                        .map(list -> new TaskListView(list.key(), list.titleZh()))
                        .toList(),
                programme.indicators().stream().map(IndicatorView::of).toList());
    }

    static Page.Lines<ProgrammeView> csv() {
        return Page.Lines.of(
                ProgrammeView.class,
                "id nameZh nameEn city national assessment indicators",
                Map.of("indicators", view -> view.indicators.size()));
    }

    /**
     * An indicator 指标.
     *
     * @param computed   from which measurements it follows; null where it is reported
     * @param parts      by which of its parts it is met, such as a and b; null for all but an indicator in parts as a whole
     * @param items      reported items judged each for itself
     * @param appliesTo  cities it is meant for; empty for all
     */
    @Schema(name = "ProgrammeIndicator")
    public record IndicatorView(
            String no,
            String part,
            String group,
            String nameZh,
            String nameEn,
            String unit,
            String scope,
            String span,
            String direction,
            @Nullable String computed,
            @Nullable String parts,
            String precision,
            List<String> items,
            String appliesTo,
            List<TargetView> targets) {

        static IndicatorView of(Indicator indicator) {
            Measure computed = indicator.computed();
            return new IndicatorView(
                    indicator.no(),
                    indicator.part(),
                    indicator.group(),
                    indicator.nameZh(),
                    indicator.nameEn(),
                    indicator.unit(),
                    indicator.scope(),
                    indicator.span(),
                    Arguments.word(indicator.direction()),
                    computed == null ? null : computed.code(),
                    indicator.parts() == null ? null : indicator.parts().text(),
                    Arguments.word(indicator.precision()),
                    indicator.items(),
                    indicator.appliesTo(),
                    indicator.targets().stream().map(TargetView::of).toList());
        }
    }

    /**
     * A target as its document prints it.
     *
     * @param period   of whose figures; null for every assessed year
     * @param due      when it falls due; null for the end of the period
     * @param dueWords the same as printed; empty where the table's column or the year of the document says it
     * @param value    a number or the printed words
     * @param valueEn  the words in English
     * @param words    what is printed of value, operator and unit
     * @param kind     binding, expected, target, task, rule, baseline or observed
     * @param aim      whether the document only strives for it 力争
     * @param document file of the document
     * @param locator  row or clause
     * @param lead     who leads 牵头单位
     * @param units    who else is responsible 责任单位
     * @param anomaly  what is odd in the document; empty where nothing is
     */
    @Schema(name = "ProgrammeTarget")
    public record TargetView(
            @Nullable String period,
            @Nullable LocalDate due,
            String dueWords,
            String operator,
            String value,
            String valueEn,
            String words,
            String unit,
            String unitZh,
            String kind,
            boolean aim,
            String document,
            String documentTitle,
            String locator,
            String quote,
            List<String> lead,
            List<String> units,
            String note,
            String anomaly) {

        static TargetView of(Target target) {
            return new TargetView(
                    target.period() == null ? null : target.period().name(),
                    target.due(),
                    target.dueWords(),
                    target.operator().sign(),
                    target.printed(),
                    target.textEn(),
                    target.words(),
                    target.unit(),
                    target.unitZh(),
                    Arguments.word(target.kind()),
                    target.aim(),
                    target.document().file(),
                    target.document().titleZh(),
                    target.locator(),
                    target.quote(),
                    target.lead(),
                    target.units(),
                    target.note(),
                    target.anomaly());
        }
    }
}
