package limpid.compensation;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the regions of a city, or cities, settle by the months of sections 水环境区域补偿方案: which sections and factors, what
 * is paid, since when.
 *
 * @param city       whose bulletins tell the sums
 * @param titleZh    of the document
 * @param fromMonth  first month it holds for
 * @param toMonth    last month; null while it goes on
 * @param factors    考核因子, codes of GB 3838
 * @param fund       who pays and receives where a section names nobody downstream
 * @param digits     decimals of an amount in 万元
 * @param volumes    of water past a section in a month, 10^4 m3 万立方米; only what is computed from a load needs them
 */
public record CompensationRule(
        String id,
        String nameZh,
        String nameEn,
        String city,
        String titleZh,
        String titleEn,
        YearMonth fromMonth,
        @Nullable YearMonth toMonth,
        Payment payment,
        List<String> factors,
        String fund,
        int digits,
        List<AssessedSection> sections,
        Map<Place, BigDecimal> volumes) {
    /** How amounts are rounded: 四舍五入; no document says it. */
    static final RoundingMode ROUNDING = RoundingMode.HALF_UP;

    /** A month of a section. */
    public record Place(String section, YearMonth month) {}

    /** Keeps its own copies; refuses an end before the beginning. */
    public CompensationRule {
        factors = List.copyOf(factors);
        sections = List.copyOf(sections);
        volumes = Map.copyOf(volumes);
        if (toMonth != null && toMonth.isBefore(fromMonth)) {
            throw new IllegalArgumentException("to " + toMonth + " is before from " + fromMonth);
        }
    }

    /** Whether it holds for a month. */
    public boolean inForce(YearMonth month) {
        return !month.isBefore(fromMonth) && (toMonth == null || !month.isAfter(toMonth));
    }

    /** The section of this code. */
    public Optional<AssessedSection> section(String code) {
        return sections.stream().filter(section -> section.code().equals(code)).findFirst();
    }

    /** The volume of water past a section in a month; null where nobody entered it. */
    @Nullable
    BigDecimal volume(String section, YearMonth month) {
        return volumes.get(new Place(section, month));
    }

    CompensationRule with(Map<Place, BigDecimal> entered) {
        return new CompensationRule(
                id, nameZh, nameEn, city, titleZh, titleEn, fromMonth, toMonth, payment, factors, fund, digits,
                sections, entered);
    }
}
