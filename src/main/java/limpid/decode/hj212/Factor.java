package limpid.decode.hj212;

import limpid.measure.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * A code in frames, and what becomes of its values.
 *
 * @param code      as sent
 * @param nameZh    of the standard
 * @param nameEn    of the standard
 * @param parameter under which values are kept; null where there is none
 * @param unit      the unit in which they are sent
 * @param power     of ten, into the parameter's unit
 * @param leftOut   whether the operator says that it is not fitted, and values are knowingly passed over
 */
public record Factor(
        String code,
        String nameZh,
        String nameEn,
        @Nullable Parameter parameter,
        String unit,
        int power,
        boolean leftOut) {}
