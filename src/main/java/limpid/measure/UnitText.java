package limpid.measure;

/** Units as people write them. */
public final class UnitText {
    private UnitText() {}

    /** {@code ug/m3} as μg/m³, {@code 10^4 m2} as 10⁴ m², {@code degC} as ℃. */
    public static String of(String unit) {
        return unit.replaceFirst("^ug(?=/|$)", "μg")
                .replaceFirst("^degC$", "℃")
                .replaceFirst("^uS/", "μS/")
                .replace("10^4", "10⁴")
                .replaceAll("(?<=m)2(?!\\d)", "²")
                .replaceAll("(?<=m)3(?!\\d)", "³");
    }
}
