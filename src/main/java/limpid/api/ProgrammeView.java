package limpid.api;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
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
        List<IndicatorView> indicators) {

    static ProgrammeView of(Programme programme) {
        return new ProgrammeView(
                programme.id(),
                programme.nameZh(),
                programme.nameEn(),
                programme.city(),
                programme.national(),
                Arguments.word(programme.assessment()),
                programme.builtUpAreaM2(),
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
     * @param units      responsible 责任单位
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
            List<String> units,
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
                    indicator.units(),
                    indicator.targets().stream().map(TargetView::of).toList());
        }
    }

    /**
     * A target as its document prints it.
     *
     * @param period   by when; null for every assessed year
     * @param kind     binding, expected, target, task, rule, baseline or observed
     * @param aim      whether the document only strives for it 力争
     * @param document file of the document
     * @param locator  row or clause
     * @param anomaly  what is odd in the document; empty where nothing is
     */
    @Schema(name = "ProgrammeTarget")
    public record TargetView(
            @Nullable String period,
            String operator,
            String value,
            String unit,
            String kind,
            boolean aim,
            String document,
            String documentTitle,
            String locator,
            String quote,
            String note,
            String anomaly) {

        static TargetView of(Target target) {
            return new TargetView(
                    target.period() == null ? null : target.period().name(),
                    target.operator().sign(),
                    target.printed(),
                    target.unit(),
                    Arguments.word(target.kind()),
                    target.aim(),
                    target.document().file(),
                    target.document().titleZh(),
                    target.locator(),
                    target.quote(),
                    target.note(),
                    target.anomaly());
        }
    }
}
