package limpid.api;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import limpid.api.http.Answers;
import limpid.api.http.Arguments;
import limpid.api.http.ChoiceView;
import limpid.api.http.Page;
import limpid.api.http.Page.Lines;
import limpid.measure.LocalDay;
import limpid.measure.Medium;
import limpid.rule.Rule;
import limpid.rule.RuleBook;
import limpid.rule.Rules;
import org.jspecify.annotations.Nullable;

/** The points the standards leave open, and what was chosen. */
@Controller("/api/v1")
@Secured(SecurityRule.IS_ANONYMOUS)
@Tag(name = "lists")
public class RulesController {
    private final Rules rules;
    private final InstantSource clock;

    RulesController(Rules rules, InstantSource clock) {
        this.rules = rules;
        this.clock = clock;
    }

    /**
     * Every point of the rules that can be set 可选规则, with its default and the value that holds.
     *
     * @param city for this city; without it where a city has chosen nothing of its own
     * @param date on this local date, usually today
     */
    @Get(uris = {"/rules", "/rules.csv"})
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_CSV})
    public HttpResponse<Page<RuleView>> rules(
            HttpRequest<?> request, @Nullable @QueryValue String city, @Nullable @QueryValue String date) {
        LocalDate on = date == null ? LocalDay.today(clock) : Arguments.date("date", date);
        List<RuleView> views = RuleBook.standard().rules().stream()
                .map(rule -> view(rule, city == null ? "" : city, on))
                .toList();
        return Answers.list(request, Page.whole(views, RuleView.csv()));
    }

    private RuleView view(Rule rule, String city, LocalDate date) {
        return new RuleView(
                rule.name(),
                rule.medium().map(Medium::code).orElse(null),
                rule.about().meaning(),
                rule.about().meaningZh(),
                rule.about().unit().isEmpty() ? null : rule.about().unit(),
                rule.allowed().isEmpty() ? null : rule.allowed(),
                rule.about().byCity(),
                rule.about().mark(),
                rule.byDefault(),
                rules.value(rule, city, date),
                rules.choices().stream()
                        .filter(choice -> choice.rule() == rule)
                        .map(ChoiceView::of)
                        .toList());
    }

    /**
     * A point of the rules.
     *
     * @param rule      its name, as in the file that LIMPID_RULES names
     * @param medium    whose figures it concerns; null where it concerns alerts of any
     * @param unit      of the value; null where it has none
     * @param allowed   lowest..highest, or values apart by |; null where the kind of the value says enough
     * @param byCity    whether cities may differ; otherwise it may differ by date only
     * @param mark      how sure the default is: P read in the standard, S second-hand, E inferred from published figures, K
     *                  from knowledge, UNKNOWN not found, 1 one source, 2 two sources
     * @param byDefault where nothing is chosen
     * @param value     what holds for the city on the date
     * @param choices   all that was chosen, for any city and date
     */
    @Schema(name = "Rule")
    public record RuleView(
            String rule,
            @Nullable String medium,
            String meaning,
            String meaningZh,
            @Nullable String unit,
            @Nullable String allowed,
            boolean byCity,
            String mark,
            String byDefault,
            String value,
            List<ChoiceView> choices) {
        private static Lines<RuleView> csv() {
            return Lines.of(RuleView.class, "rule medium meaning meaningZh unit allowed byCity mark byDefault value");
        }
    }
}
