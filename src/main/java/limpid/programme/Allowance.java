package limpid.programme;

import java.math.BigDecimal;

/**
 * What the rest of a running period can still afford.
 *
 * @param kind      {@code daysThatMayExceed}, {@code meanToKeep} or {@code sectionsThatMayFail}
 * @param amount    negative counts say by how many it is already missed
 * @param unit      of the amount, empty for that of the indicator
 * @param reachable whether the target can still be met
 */
public record Allowance(String kind, BigDecimal amount, String unit, boolean reachable) {}
