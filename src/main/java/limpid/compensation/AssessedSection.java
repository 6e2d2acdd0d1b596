package limpid.compensation;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A section by which regions settle with each other 补偿断面.
 *
 * @param code        of the registry
 * @param upstream    who answers for its water, with its share in percent
 * @param downstream  who is affected; the fund of the rule where nobody is named
 * @param targetClass that its factors must reach; null: what the registry has for the section
 * @param limits      by factor, mg/L, before any class
 */
public record AssessedSection(
        String code,
        List<Share> upstream,
        String downstream,
        @Nullable Integer targetClass,
        SortedMap<String, BigDecimal> limits) {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final Pattern SHARE =
            Pattern.compile("(?<region>\\S+?)(?:\\s+(?<percent>\\d{1,3}(?:\\.\\d{1,4})?)\\s*%?)?");

    /** A region and its part of what its side pays or receives. */
    public record Share(String region, BigDecimal percent) {}

    /** Keeps its own copies; refuses shares that are not all of it, and sides that are the same. */
    public AssessedSection {
        upstream = List.copyOf(upstream);
        limits = Collections.unmodifiableSortedMap(new TreeMap<>(limits));
        BigDecimal sum = upstream.stream().map(Share::percent).reduce(BigDecimal.ZERO, BigDecimal::add);
        if (sum.compareTo(HUNDRED) != 0) {
            throw new IllegalArgumentException("shares of upstream are " + sum + " %, not 100");
        }
        Set<String> names = new HashSet<>();
        upstream.forEach(share -> {
            if (!names.add(share.region())) {
                throw new IllegalArgumentException(share.region() + " stands twice");
            }
        });
        if (names.contains(downstream)) {
            throw new IllegalArgumentException(downstream + " is upstream and downstream of " + code);
        }
        if (targetClass != null && (targetClass < 1 || targetClass > 5)) {
            throw new IllegalArgumentException("class " + targetClass + " is not 1 to 5");
        }
    }

    /** Reads one region, or several with their shares: {@code 丹阳市 85.78、丹徒区 14.22}. */
    static List<Share> shares(String text) {
        List<Share> shares = new ArrayList<>();
        String[] each = text.split("[,，、;；]");
        for (String one : each) {
            Matcher matcher = SHARE.matcher(one.strip());
            if (!matcher.matches() || each.length > 1 && matcher.group("percent") == null) {
                throw new IllegalArgumentException(
                        "'" + text + "' is not one region, nor several with shares such as 甲县 60、乙县 40");
            }
            String percent = matcher.group("percent");
            shares.add(new Share(matcher.group("region"), percent == null ? HUNDRED : new BigDecimal(percent)));
        }
        return shares;
    }

    /** An amount as the regions upstream share it; rounded parts add up to it. @param digits decimals of each part */
    Map<String, BigDecimal> divided(BigDecimal amount, int digits) {
        Map<String, BigDecimal> parts = new LinkedHashMap<>();
        BigDecimal left = amount;
        for (Share share : upstream.subList(0, upstream.size() - 1)) {
            BigDecimal part =
                    amount.multiply(share.percent()).divide(HUNDRED).setScale(digits, CompensationRule.ROUNDING);
            parts.put(share.region(), part);
            left = left.subtract(part);
        }
        parts.put(upstream.getLast().region(), left);
        return parts;
    }
}
