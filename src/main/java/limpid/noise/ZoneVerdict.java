package limpid.noise;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import limpid.standard.DayPart;
import limpid.standard.ZoneLimits;
import limpid.standard.ZoneLimits.Limit;

/**
 * Whether one point kept its zone's limit in one day-time or night-time (GB 3096-2008 5.1, 5.4). Day and night are
 * judged apart, and there is no verdict on both.
 *
 * @param observation what was judged
 * @param limit       the limit that holds there
 * @param state       达标, 超标 or 无有效数据
 * @param exceedance  how far the level is over its limit, dB, never a multiple; empty where it complies or is missing
 * @param burst       whether Lmax at night is over its limit; empty by day, or where Lmax or the level is missing
 */
public record ZoneVerdict(
        Observation observation, Limit limit, State state, Optional<BigDecimal> exceedance, Optional<Boolean> burst) {

    /**
     * What one point measured in one part of a day, or in one quarterly survey of 24 h.
     *
     * @param point    code of the point
     * @param zone     acoustic functional zone: 0, 1, 2, 3, 4a or 4b
     * @param date     local date of the day, or of the night as its meaning names it
     * @param level    Ld or Ln, dB
     * @param lmax     highest level, dB
     * @param ownLimit limit set for this point instead of its zone's, dB, such as beside an older railway; empty for
     *                 none
     */
    public record Observation(
            String point,
            String zone,
            DayPart part,
            LocalDate date,
            NoiseLevel level,
            NoiseLevel lmax,
            Optional<BigDecimal> ownLimit) {}

    /** The three states of a station-day or point-time. */
    public enum State {
        /** 达标. */
        COMPLIES("complies"),
        /** 超标. */
        EXCEEDS("exceeds"),
        /** 无有效数据: it leaves the denominator. */
        NO_VALID_DATA("noValidData");

        private final String code;

        State(String code) {
            this.code = code;
        }
    }

    /**
     * Judges one observation. Level and Lmax are rounded to the setting's decimals before they meet a limit.
     *
     * @throws IllegalArgumentException where the standard has no such zone
     */
    public static ZoneVerdict judge(Observation observation, ZoneLimits limits, NoiseSettings settings) {
        Limit ofZone = limits.limit(observation.zone, observation.part)
                .orElseThrow(() -> new IllegalArgumentException("no zone '" + observation.zone + "'"));
        Limit limit = observation.ownLimit.map(ofZone::withLeq).orElse(ofZone);
        Optional<BigDecimal> level = judged(observation.level, settings);
        if (level.isEmpty()) {
            return new ZoneVerdict(observation, limit, State.NO_VALID_DATA, Optional.empty(), Optional.empty());
        }
        Optional<BigDecimal> exceedance =
                level.map(value -> value.subtract(limit.leq())).filter(over -> over.signum() > 0);
        Optional<Boolean> burst = limit.burst()
                .flatMap(allowed -> judged(observation.lmax, settings).map(lmax -> lmax.compareTo(allowed) > 0));
        boolean exceeds = exceedance.isPresent() || (settings.burstDecides() && burst.orElse(false));
        return new ZoneVerdict(observation, limit, exceeds ? State.EXCEEDS : State.COMPLIES, exceedance, burst);
    }

    private static Optional<BigDecimal> judged(NoiseLevel level, NoiseSettings settings) {
        return level.value().map(value -> value.setScale(settings.zoneJudgingDigits(), settings.rounding()));
    }
}
