package limpid.noise;

import limpid.measure.Coded;

/** How a statistical level is read from sorted samples; it is stored with the level. */
public enum StatisticalMethod implements Coded {
    /**
     * Linear interpolation between samples at quantile 1 - N/100: place (n-1)(1 - N/100), the first being 0
     * (reviutils).
     */
    LINEAR("linear"),
    /** The hand method 手工法: sorted downwards, item n*N/100, counted from 1, rounded up where it is no whole number. */
    DESCENDING_ITEM("descendingItem"),
    /** The station's own, which its records do not name. */
    BY_STATION("byStation");

    private final String code;

    StatisticalMethod(String code) {
        this.code = code;
    }

    /**
     * The one of this name.
     *
     * @throws IllegalArgumentException where there is none
     */
    public static StatisticalMethod of(String code) {
        return Coded.find(values(), code)
                .orElseThrow(() -> new IllegalArgumentException("no statistical method '" + code + "'"));
    }

    /** The name in answers. */
    @Override
    public String code() {
        return code;
    }
}
