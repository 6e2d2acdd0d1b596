package limpid.water;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import limpid.water.ComplianceRate.Basis;
import limpid.water.TargetVerdict.NotJudged;

/**
 * A water function zone 水功能区 in one year: compliant when enough of its checks are. The double index (permanganate,
 * ammonia nitrogen) and the full index differ by more than ten points nationally, so the item set is part of the
 * figure.
 *
 * @param checks one verdict of each check, at the zone's target class
 */
public record FunctionZoneYear(String zone, String name, ItemSet itemSet, ComplianceRate checks) {
    /** Counts the checks of a zone, each judged over the same item set. */
    public static FunctionZoneYear of(
            String zone, String name, ItemSet itemSet, Collection<? extends TargetVerdict> checks) {
        return new FunctionZoneYear(zone, name, itemSet, ComplianceRate.of(Basis.SECTION_MONTHS, checks));
    }

    /** Whether the zone complies; empty where no check was judged. */
    public Optional<Boolean> complies(WaterSettings.Region settings) {
        return checks.share().map(share -> share.compareTo(settings.zoneYearShare()) >= 0);
    }

    /** The rate of compliant zones; those without a check are left out and named. */
    public static ComplianceRate rate(Collection<FunctionZoneYear> zones, WaterSettings.Region settings) {
        List<FunctionZoneYear> judged =
                zones.stream().filter(zone -> zone.checks.checks() > 0).toList();
        List<NotJudged> leftOut = zones.stream()
                .filter(zone -> zone.checks.checks() == 0)
                .map(zone -> new NotJudged(zone.zone, zone.name, "no check in the year"))
                .toList();
        int met = (int) judged.stream()
                .filter(zone -> zone.complies(settings).orElseThrow())
                .count();
        return new ComplianceRate(Basis.FUNCTION_ZONES, met, judged.size(), leftOut);
    }
}
