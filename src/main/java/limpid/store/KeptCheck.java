package limpid.store;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A revision of a check of a programme as it was kept.
 *
 * @param target    which target of the indicator, counted from 1
 * @param verdict   met, notMet, notDue, onSchedule, behindSchedule, insufficient, awaitingReport or notApplicable
 * @param reason    why there is no plain verdict; empty where there is one
 * @param printed   the target as printed
 * @param allowance what the rest of a running period could afford, null where that did not apply
 * @param asOf      date on which it was first found so
 * @param knownTo   until when it was what was known; null where it still is
 */
public record KeptCheck(
        String programme,
        String city,
        String indicator,
        String part,
        int target,
        String period,
        String nameZh,
        String nameEn,
        String verdict,
        String reason,
        @Nullable BigDecimal value,
        @Nullable BigDecimal unrounded,
        String operator,
        String printed,
        String unit,
        @Nullable BigDecimal margin,
        String basis,
        String edition,
        @Nullable String allowance,
        @Nullable BigDecimal allowanceAmount,
        LocalDate asOf,
        int revision,
        Instant knownFrom,
        @Nullable Instant knownTo) {}
