package limpid.bulletin;

import io.pebbletemplates.pebble.error.PebbleException;
import io.pebbletemplates.pebble.extension.AbstractExtension;
import io.pebbletemplates.pebble.extension.Filter;
import io.pebbletemplates.pebble.extension.Function;
import io.pebbletemplates.pebble.extension.escaper.SafeString;
import io.pebbletemplates.pebble.template.EvaluationContext;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import limpid.air.Change;
import limpid.measure.Language;
import limpid.measure.UnitText;
import org.jspecify.annotations.Nullable;

/**
 * What a template can say beside the template language.
 *
 * <ul>
 *   <li>{@code value | figure(digits, reason, unit)}: a number in so many decimals, half even (without digits as it is),
 *       and its unit; a missing one as 缺 or n/a with its reason, never as 0
 *   <li>{@code value | cell(digits, unit)}: the same in a table, where a missing one is a dash; {@code "missing.note" | word} says
 *       below the table what it stands for
 *   <li>{@code code | word}: what a code such as a verdict is called
 *   <li>{@code unit | unit}: a unit as people write it, such as μg/m³; in Chinese 万元 for 10^4 CNY
 *   <li>{@code part | issue}: the number of the issue of the year 期号, of {@code 03}, {@code Q3} or {@code H1}; 1 for a year
 *   <li>{@code trend(now, before, digits)}: the change in percent of the figure before; {@code difference(now, before,
 *       digits)}: the difference itself. Both answer {@code way}, which is up, down, level or missing, {@code amount}
 *       without sign and {@code signed}
 * </ul>
 */
final class Wording extends AbstractExtension {
    /** Of a figure that a table has not. */
    private static final String DASH = "–";

    private static final String NOW = "now";
    private static final String BEFORE = "before";
    private static final String DIGITS = "digits";
    private static final String REASON = "reason";
    private static final String UNIT = "unit";

    private final Words words;
    private final boolean chinese;

    Wording(Language language) {
        this.words = new Words(language);
        this.chinese = language == Language.ZH;
    }

    @Override
    public Map<String, Filter> getFilters() {
        return Map.of(
                "figure", new Named(List.of(DIGITS, REASON, UNIT), this::figure),
                "cell", new Named(List.of(DIGITS, UNIT), this::cell),
                "word", new Named(List.of(), (input, arguments) -> word(input)),
                "unit", new Named(List.of(), (input, arguments) -> unit(input)),
                "issue", new Named(List.of(), (input, arguments) -> issue(String.valueOf(input))));
    }

    @Override
    public Map<String, Function> getFunctions() {
        return Map.of(
                "trend", new Compared(Wording::percent),
                "difference",
                        new Compared((now, before, digits) ->
                                now.subtract(before).setScale(digits, RoundingMode.HALF_EVEN)));
    }

    private Object cell(@Nullable Object input, Map<String, Object> arguments) {
        return input == null ? new SafeString(DASH) : figure(input, arguments);
    }

    private Object figure(@Nullable Object input, Map<String, Object> arguments) {
        if (input == null) {
            return missing(arguments.get(REASON));
        }
        Integer digits = integer(arguments.get(DIGITS));
        BigDecimal number = decimal(input);
        Object unit = arguments.get(UNIT);
        return new SafeString(
                (digits == null ? number : number.setScale(digits, RoundingMode.HALF_EVEN)).toPlainString()
                        + (unit == null ? "" : unit));
    }

    private String missing(@Nullable Object reason) {
        String missing = words.of("missing.figure");
        return reason == null || reason.toString().isEmpty()
                ? missing
                : words.of("missing.because").formatted(missing, words.of(reason.toString()));
    }

    private @Nullable Object word(@Nullable Object code) {
        return code == null ? words.of("missing.figure") : words.of(code.toString());
    }

    private String unit(@Nullable Object unit) {
        if (unit == null || unit.equals("1")) {
            return "";
        }
        String text = unit.toString();
        return UnitText.of(chinese ? text.replace("10^4 CNY", "万元").replace("CNY", "元") : text);
    }

    private static String issue(String part) {
        String number = part.replaceFirst("^[QH0]", "");
        return number.equals("year") ? "1" : number;
    }

    private static @Nullable BigDecimal percent(BigDecimal now, BigDecimal before, int digits) {
        return before.signum() == 0 ? null : Change.percent(now, before, digits);
    }

    private static Map<String, Object> change(@Nullable BigDecimal amount) {
        if (amount == null) {
            return Map.of("way", "missing", "amount", "", "signed", "");
        }
        String way = amount.signum() == 0 ? "level" : amount.signum() > 0 ? "up" : "down";
        String signed = (amount.signum() > 0 ? "+" : "") + amount.toPlainString();
        return Map.of(
                "way", way, "amount", new SafeString(amount.abs().toPlainString()), "signed", new SafeString(signed));
    }

    private static BigDecimal decimal(Object number) {
        return new BigDecimal(number.toString());
    }

    private static @Nullable Integer integer(@Nullable Object number) {
        return number == null ? null : decimal(number).intValueExact();
    }

    private interface Filtering {
        @Nullable
        Object of(@Nullable Object input, Map<String, Object> arguments);
    }

    private record Named(List<String> names, Filtering filtering) implements Filter {
        @Override
        public List<String> getArgumentNames() {
            return names;
        }

        @Override
        public @Nullable Object apply(
                @Nullable Object input,
                Map<String, Object> arguments,
                PebbleTemplate self,
                EvaluationContext context,
                int line) {
            try {
                return filtering.of(input, arguments);
            } catch (NumberFormatException e) {
                throw new PebbleException(e, "'" + input + "' is no number", line, self.getName());
            }
        }
    }

    private interface Changing {
        @Nullable
        BigDecimal of(BigDecimal now, BigDecimal before, int digits);
    }

    private record Compared(Changing changing) implements Function {
        @Override
        public List<String> getArgumentNames() {
            return List.of(NOW, BEFORE, DIGITS);
        }

        @Override
        public Object execute(Map<String, Object> arguments, PebbleTemplate self, EvaluationContext context, int line) {
            Object now = arguments.get(NOW);
            Object before = arguments.get(BEFORE);
            Integer digits = integer(arguments.get(DIGITS));
            return change(
                    now == null || before == null
                            ? null
                            : changing.of(decimal(now), decimal(before), digits == null ? 0 : digits));
        }
    }
}
