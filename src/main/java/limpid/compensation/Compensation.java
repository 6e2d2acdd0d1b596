package limpid.compensation;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import limpid.compensation.Payment.Factors;
import limpid.compensation.Payment.Kind;
import limpid.compensation.Payment.Met;
import limpid.compensation.Payment.Step;
import limpid.measure.AssessmentPeriod;
import limpid.measure.Coverage;
import limpid.standard.ClassLimits;
import limpid.standard.Edition;
import limpid.standard.StandardBook;
import limpid.station.Station;
import limpid.station.Station.WaterBodyType;
import limpid.water.Decimals;
import limpid.water.PeriodMean;
import limpid.water.SectionMeans.Month;
import limpid.water.SectionTarget;
import limpid.water.SectionTarget.OwnLimit;
import limpid.water.SurfaceWater;
import limpid.water.WaterClass;
import limpid.water.WaterSettings;
import org.jspecify.annotations.Nullable;

/**
 * Computes what is paid for a section's month: the mean of each factor, rounded as it is published, against its target. A
 * factor without enough data, without a target or, where loads are paid for, without a volume of water withholds the whole
 * amount.
 */
public final class Compensation {
    /** mg/L times 10^4 m3 in tonnes. */
    private static final BigDecimal TONNES = new BigDecimal("0.01");

    private static final String LIMITS = "water-limits";
    private static final String NO_DATA = "noData";

    private final CompensationRule rule;
    private final AssessedSection section;
    private final YearMonth month;
    private final Known known;

    private Compensation(CompensationRule rule, AssessedSection section, YearMonth month, Known known) {
        this.rule = rule;
        this.section = section;
        this.month = month;
        this.known = known;
    }

    /**
     * What is known of a section and month.
     *
     * @param station   null where it is not registered
     * @param month     null where it has no data
     * @param ownLimits of the section in the registry
     * @param over      whether the month is over
     */
    public record Known(
            @Nullable Station station,
            @Nullable Month month,
            List<OwnLimit> ownLimits,
            WaterSettings settings,
            boolean over) {}

    /** What is paid for a section's month. */
    public static SectionPayment of(CompensationRule rule, AssessedSection section, YearMonth month, Known known) {
        return new Compensation(rule, section, month, known).payment();
    }

    private SectionPayment payment() {
        Station station = known.station();
        LocalDate last = month.atEndOfMonth();
        Optional<Edition> edition = StandardBook.standard().inForce(LIMITS, last);
        String without = withheld(station, edition.isPresent());
        if (!without.isEmpty() || station == null) {
            return answer(List.of(), null, "", without, edition);
        }
        ClassLimits limits = limits(station, edition.orElseThrow());
        List<FactorPayment> factors = rule.factors().stream()
                .map(code -> factor(code, station, limits))
                .toList();
        Optional<FactorPayment> missing =
                factors.stream().filter(factor -> factor.amount() == null).findFirst();
        return missing.isPresent()
                ? answer(factors, null, "", missing.get().reason(), edition)
                : settled(factors, edition);
    }

    private String withheld(@Nullable Station station, boolean edition) {
        if (station == null) {
            return "sectionNotRegistered";
        }
        if (!SurfaceWater.inService(station, AssessmentPeriod.month(month))) {
            return "notInService";
        }
        if (SurfaceWater.whyNot(station).isPresent()) {
            return "notSurfaceWater";
        }
        return !edition ? "noStandard" : known.over() ? "" : "periodRunning";
    }

    private SectionPayment answer(
            List<FactorPayment> factors,
            @Nullable BigDecimal balance,
            String arithmetic,
            String reason,
            Optional<Edition> edition) {
        Station station = known.station();
        return new SectionPayment(
                rule,
                section,
                station == null ? section.code() : station.nameZh(),
                month,
                factors,
                balance,
                arithmetic,
                reason,
                edition.map(Edition::label).orElse(""));
    }

    private static ClassLimits limits(Station station, Edition edition) {
        return station.siting().waterBodyType() == WaterBodyType.LAKE
                ? ClassLimits.lakes(edition.code())
                : ClassLimits.rivers(edition.code());
    }

    /** What the factors come to. */
    private SectionPayment settled(List<FactorPayment> factors, Optional<Edition> edition) {
        Payment payment = rule.payment();
        boolean over = factors.stream().anyMatch(FactorPayment::over);
        if (!over && payment.met() == Met.AMOUNT) {
            BigDecimal paid = Objects.requireNonNull(payment.metAmount());
            return answer(factors, rounded(paid).negate(), plain(paid.negate()), "", edition);
        }
        List<FactorPayment> counted = factors.stream()
                .filter(factor -> payment.met() == Met.OFFSET || (over ? factor.over() : payment.met() == Met.MARGIN))
                .toList();
        if (over && payment.factors() == Factors.WORST) {
            FactorPayment worst = counted.stream()
                    .reduce((one, other) -> amount(one).compareTo(amount(other)) >= 0 ? one : other)
                    .orElseThrow();
            counted = List.of(worst);
        }
        BigDecimal sum = counted.stream().map(Compensation::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        String told = counted.isEmpty()
                ? "0"
                : counted.stream()
                        .map(factor -> factor.code() + " " + plain(amount(factor)))
                        .collect(Collectors.joining(" + "));
        return answer(factors, rounded(sum), told, "", edition);
    }

    private static BigDecimal amount(FactorPayment factor) {
        return Objects.requireNonNull(factor.amount());
    }

    private BigDecimal rounded(BigDecimal amount) {
        return amount.setScale(rule.digits(), CompensationRule.ROUNDING);
    }

    private FactorPayment factor(String code, Station station, ClassLimits limits) {
        Month means = known.month();
        PeriodMean mean = means == null ? null : means.items().get(code);
        BigDecimal unrounded = mean == null ? null : mean.value().orElse(null);
        BigDecimal value = unrounded == null
                ? null
                : Decimals.round(code, unrounded, known.settings().publication().assessment());
        Aim aim = aim(code, station, limits);
        BigDecimal volume = rule.payment().kind() == Kind.LOAD ? rule.volume(section.code(), month) : null;
        FactorPayment told = new FactorPayment(
                code,
                name(code, limits, true),
                name(code, limits, false),
                unrounded,
                value,
                aim.limit(),
                aim.from(),
                value == null || aim.limit() == null ? null : multiple(value, aim.limit()),
                coverage(mean),
                volume,
                null,
                "",
                reason(mean, aim, volume));
        return told.reason().isEmpty() ? paid(told) : told;
    }

    private static String name(String code, ClassLimits limits, boolean zh) {
        ClassLimits.Item item = limits.item(code)
                .or(() -> ClassLimits.lakes(ClassLimits.GB_3838_2002).item(code))
                .orElseThrow();
        return zh ? item.nameZh() : item.nameEn();
    }

    private static @Nullable Coverage coverage(@Nullable PeriodMean mean) {
        return mean == null ? null : mean.coverage();
    }

    private String reason(@Nullable PeriodMean mean, Aim aim, @Nullable BigDecimal volume) {
        if (mean == null) {
            return NO_DATA;
        }
        if (mean.value().isEmpty()) {
            return "tooFewValid";
        }
        if (aim.limit() == null) {
            return "noTarget";
        }
        return rule.payment().kind() == Kind.LOAD && volume == null ? "noVolume" : "";
    }

    /** A target and where it comes from. */
    private record Aim(@Nullable BigDecimal limit, String from) {
        static final Aim NONE = new Aim(null, "");
    }

    /** The rule's own limit, the class that the rule names, the registry's limit of its own, or the registry's class. */
    private Aim aim(String code, Station station, ClassLimits limits) {
        BigDecimal own = section.limits().get(code);
        if (own != null) {
            return new Aim(own, "rule");
        }
        Integer ruled = section.targetClass();
        if (ruled != null) {
            return ofClass(code, ruled, limits);
        }
        Integer registered = station.siting().targetClass();
        return new SectionTarget(section.code(), registered, known.ownLimits())
                .ownLimit(code, month.atEndOfMonth())
                .map(limit -> new Aim(limit, "plan"))
                .orElseGet(() -> registered == null ? Aim.NONE : ofClass(code, registered, limits));
    }

    /** In rivers total nitrogen has no limit of a class. */
    private static Aim ofClass(String code, int waterClass, ClassLimits limits) {
        return limits.item(code)
                .flatMap(item -> item.limit().upper(waterClass))
                .map(limit -> new Aim(limit, "class " + WaterClass.name(waterClass)))
                .orElse(Aim.NONE);
    }

    /** Exactly, for steps hang on it; null where the value is not over. */
    private static @Nullable BigDecimal multiple(BigDecimal value, BigDecimal limit) {
        return value.compareTo(limit) <= 0 ? null : value.subtract(limit).divide(limit, MathContext.DECIMAL64);
    }

    private FactorPayment paid(FactorPayment factor) {
        BigDecimal value = Objects.requireNonNull(factor.value());
        BigDecimal limit = Objects.requireNonNull(factor.limit());
        String difference = "(" + plain(value) + " - " + plain(limit) + ")";
        return switch (rule.payment().kind()) {
            case LOAD -> {
                BigDecimal rate = rate(factor.code());
                BigDecimal volume = Objects.requireNonNull(factor.volume());
                yield with(
                        factor,
                        value.subtract(limit).multiply(volume).multiply(TONNES).multiply(rate),
                        difference + " × " + plain(volume) + " × 0.01 × " + plain(rate));
            }
            case CONCENTRATION -> {
                BigDecimal rate = rate(factor.code());
                yield with(factor, value.subtract(limit).multiply(rate), difference + " × " + plain(rate));
            }
            case STEPS -> step(factor, difference + " / " + plain(limit));
        };
    }

    private BigDecimal rate(String code) {
        return Objects.requireNonNull(rule.payment().rates().get(code), code);
    }

    private FactorPayment step(FactorPayment factor, String quotient) {
        BigDecimal multiple = factor.multiple();
        if (multiple == null) {
            return with(factor, BigDecimal.ZERO, "");
        }
        Step step = rule.payment().step(multiple);
        String told = quotient + " = "
                + multiple.round(new MathContext(4)).stripTrailingZeros().toPlainString();
        if (step == null) {
            return with(factor, BigDecimal.ZERO, told);
        }
        String reached = told + " > " + plain(step.above()) + ": " + plain(step.amount());
        return rule.payment().perMultiple()
                ? with(
                        factor,
                        step.amount().multiply(BigDecimal.ONE.add(multiple)),
                        reached + " × (1 + " + quotient + ")")
                : with(factor, step.amount(), reached);
    }

    private static FactorPayment with(FactorPayment factor, BigDecimal amount, String arithmetic) {
        return new FactorPayment(
                factor.code(),
                factor.nameZh(),
                factor.nameEn(),
                factor.unrounded(),
                factor.value(),
                factor.limit(),
                factor.limitFrom(),
                factor.multiple(),
                factor.coverage(),
                factor.volume(),
                amount,
                arithmetic.isEmpty() ? "" : arithmetic + (arithmetic.contains(": ") ? "" : " = " + plain(amount)),
                "");
    }

    private static String plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return (stripped.scale() < 0 ? stripped.setScale(0) : stripped).toPlainString();
    }
}
