package limpid.api.water;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import limpid.api.http.Addresses;
import limpid.measure.AssessmentPeriod;
import limpid.store.WaterMeans.Region;
import org.jspecify.annotations.Nullable;

/** The names of water results: {@code water-section.W-1.2026-01} and {@code water-region.city.临江.2026-Q1}. */
final class WaterEvidenceIds {
    private static final Pattern SECTION = Pattern.compile("water-section\\.(?<code>.+)\\.(?<period>[^.]+)");
    private static final Pattern REGION =
            Pattern.compile("water-region\\.(?<kind>city|river)\\.(?<code>.+)\\.(?<period>[^.]+)");

    private WaterEvidenceIds() {}

    /** A section's period. */
    record OfSection(String section, AssessmentPeriod period) {}

    /** A city's or river's period. */
    record OfRegion(Region region, AssessmentPeriod period) {}

    /** The address of the evidence of a section's period. */
    static String section(String code, AssessmentPeriod period) {
        return Addresses.evidence("water-section." + code + "." + period.name());
    }

    /** The address of the evidence of a region's period; null for what is not kept, such as roles. */
    static @Nullable String region(Region region, AssessmentPeriod period) {
        if (region.role() != null
                || region.level() != null
                || region.district() != null
                || (region.city() == null) == (region.river() == null)) {
            return null;
        }
        String name = region.city() == null ? "river." + region.river() : "city." + region.city();
        return Addresses.evidence("water-region." + name + "." + period.name());
    }

    /** What a section's name stands for; empty where it is none. */
    static Optional<OfSection> readSection(String id) {
        Matcher matcher = SECTION.matcher(id);
        return matcher.matches()
                ? AssessmentPeriod.named(matcher.group("period"))
                        .map(period -> new OfSection(matcher.group("code"), period))
                : Optional.empty();
    }

    /** What a region's name stands for; empty where it is none. */
    static Optional<OfRegion> readRegion(String id) {
        Matcher matcher = REGION.matcher(id);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String code = matcher.group("code");
        Region region =
                matcher.group("kind").equals("city") ? new Region(code, null, null) : new Region(null, code, null);
        return AssessmentPeriod.named(matcher.group("period"), AssessmentPeriod.PUBLISHED)
                .map(period -> new OfRegion(region, period));
    }
}
