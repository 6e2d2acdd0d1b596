package limpid.programme;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An indicator, or one of its parts where it has several, or the whole that its parts make.
 *
 * @param no        its number in the programme
 * @param part      a or b; empty where it has none
 * @param group     heading it stands under, empty where there is none
 * @param unit      of its figures, empty for those told in words
 * @param scope     what area or set it is of, as printed
 * @param span      which years it rests on, as printed; empty where the targets say so
 * @param direction which way is good
 * @param computed  how it follows from measurements; null where it is reported
 * @param parts     of the whole, by which of its parts it is met; null for all else
 * @param condition when it is met
 * @param precision with which decimals it is compared
 * @param items     reported items that are judged each for itself; empty for the indicator as a whole
 * @param same      code of the indicator of the programme's national rule set that asks for the same figure; empty for none
 * @param appliesTo the cities it is meant for, which they report; empty for all
 */
public record Indicator(
        String no,
        String part,
        String group,
        String nameZh,
        String nameEn,
        String unit,
        String scope,
        String span,
        Direction direction,
        @Nullable Measure computed,
        @Nullable Parts parts,
        Condition condition,
        Precision precision,
        List<String> items,
        String appliesTo,
        String same,
        List<Target> targets) {

    /** Keeps its own lists. */
    public Indicator {
        items = List.copyOf(items);
        targets = List.copyOf(targets);
    }

    /** Number and part, unique in the programme. */
    public String code() {
        return no + part;
    }

    /** How a target is judged: as printed or, where nothing is printed, by the direction. */
    public Operator operator(Target target) {
        return direction.reading(target.operator());
    }
}
