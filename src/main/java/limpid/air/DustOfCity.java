package limpid.air;

import limpid.air.DustDeduction.Entry;

/**
 * A day of a city, or some hours of it, that is on the list of dust 沙尘.
 *
 * @param source who identified the dust, such as a notice of CNEMC
 */
public record DustOfCity(String city, Entry entry, String source) {}
