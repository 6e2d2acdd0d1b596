package limpid.water;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import limpid.measure.BeforeAfter;
import limpid.measure.Parameter;
import limpid.measure.Parameter.Bounds;
import limpid.measure.Parameters;
import limpid.station.Station.WaterBodyType;
import limpid.water.SectionClass.ItemClass;
import limpid.water.TargetVerdict.Failing;
import limpid.water.TargetVerdict.Judged;
import org.jspecify.annotations.Nullable;

/**
 * What the duty officer is told of a section 预警, from its latest sets of values. No published thresholds exist; those
 * handed over as {@link Limits} are a safe start. A flagged value takes part in nothing but the warning of its own kind,
 * so that maintenance raises no alarm.
 */
public final class EarlyWarning {
    private EarlyWarning() {}

    /**
     * Checks a section.
     *
     * @param watch what is known of it
     * @return the warnings that hold now, and which ones could be checked at all
     */
    public static Findings check(Watch watch, Limits limits) {
        Gathering findings = new Gathering();
        if (!watch.sets().isEmpty()) {
            checkSets(watch, limits, findings);
        }
        return findings.close();
    }

    private static void checkSets(Watch watch, Limits limits, Gathering findings) {
        SampleSet now = watch.sets().getLast();
        checkTarget(watch, now, findings);
        checkPlausible(watch, now, findings);
        if (watch.sets().size() > 1) {
            SampleSet before = watch.sets().get(watch.sets().size() - 2);
            checkFall(watch, before, now, limits, findings);
            checkJumps(watch, before, now, limits, findings);
        }
        checkRuns(watch, limits, findings);
    }

    /** Class worse than the target, and each value over the limit that the target sets. */
    private static void checkTarget(Watch watch, SampleSet now, Gathering findings) {
        SectionTarget target = watch.target();
        SectionClass sectionClass = watch.classOf(now.unflagged());
        LocalDate date = now.end().atZone(watch.zone()).toLocalDate();
        if (target == null || sectionClass.waterClass() == null || !target.isSet(date)) {
            return;
        }
        Integer targetClass = target.targetClass();
        if (targetClass != null) {
            findings.add(
                    key(watch, Kind.WORSE_THAN_TARGET, ""),
                    sectionClass.waterClass() > targetClass,
                    sectionClass.className() + " > " + WaterClass.name(targetClass),
                    BigDecimal.valueOf(sectionClass.waterClass()),
                    BigDecimal.valueOf(targetClass));
        }
        SectionResult result = new SectionResult(watch.section(), watch.section(), now.values(), sectionClass);
        if (TargetVerdict.of(result, target, date) instanceof Judged judged) {
            Map<String, Failing> failing =
                    judged.failing().stream().collect(Collectors.toMap(Failing::code, item -> item));
            for (ItemClass item : sectionClass.items()) {
                Failing failure = failing.get(item.code());
                findings.add(
                        key(watch, Kind.OVER_LIMIT, item.code()),
                        failure != null,
                        item.value().toPlainString() + limitOf(failure),
                        item.value(),
                        failure == null ? null : failure.limit());
            }
        }
    }

    private static String limitOf(@Nullable Failing failure) {
        BigDecimal limit = failure == null ? null : failure.limit();
        return limit == null ? "" : " against " + limit.toPlainString();
    }

    private static void checkPlausible(Watch watch, SampleSet now, Gathering findings) {
        now.usableFor(Kind.IMPLAUSIBLE).forEach((code, value) -> Parameters.standard()
                .byCode(code)
                .map(Parameter::plausible)
                .ifPresent(bounds -> findings.add(
                        key(watch, Kind.IMPLAUSIBLE, code),
                        !bounds.contain(value),
                        value.toPlainString() + " outside " + bounds,
                        value,
                        missed(bounds, value))));
    }

    private static @Nullable BigDecimal missed(Bounds bounds, BigDecimal value) {
        BigDecimal min = bounds.min();
        return min != null && value.compareTo(min) < 0 ? min : bounds.max();
    }

    /** Over the items both sets have, so that an item that comes back is not taken for a fall. */
    private static void checkFall(Watch watch, SampleSet before, SampleSet now, Limits limits, Gathering findings) {
        Map<String, BigDecimal> earlier = new HashMap<>(before.unflagged());
        Map<String, BigDecimal> later = new HashMap<>(now.unflagged());
        earlier.keySet().retainAll(later.keySet());
        later.keySet().retainAll(earlier.keySet());
        Integer from = watch.classOf(earlier).waterClass();
        Integer to = watch.classOf(later).waterClass();
        if (from != null && to != null) {
            findings.add(
                    key(watch, Kind.CLASS_FELL, ""),
                    to - from >= limits.classFell(),
                    new BeforeAfter(WaterClass.name(from), WaterClass.name(to)),
                    BigDecimal.valueOf(to - from),
                    BigDecimal.valueOf(limits.classFell()));
        }
    }

    private static void checkJumps(Watch watch, SampleSet before, SampleSet now, Limits limits, Gathering findings) {
        Map<String, BigDecimal> earlier = before.unflagged();
        now.usableFor(Kind.JUMP).forEach((code, value) -> {
            BigDecimal previous = earlier.get(code);
            if (watch.itemSet().assesses(code) && previous != null && previous.signum() > 0) {
                boolean up = value.compareTo(previous.multiply(limits.jumpFactor())) >= 0;
                boolean down = value.multiply(limits.jumpFactor()).compareTo(previous) <= 0;
                findings.add(
                        key(watch, Kind.JUMP, code),
                        up || down,
                        new BeforeAfter(previous.toPlainString(), value.toPlainString()),
                        value,
                        limits.jumpFactor());
            }
        });
    }

    private static void checkRuns(Watch watch, Limits limits, Gathering findings) {
        int run = limits.unchangedRun();
        if (watch.sets().size() < run) {
            return;
        }
        List<SampleSet> last =
                watch.sets().subList(watch.sets().size() - run, watch.sets().size());
        last.getLast().usableFor(Kind.UNCHANGED).forEach((code, value) -> {
            List<BigDecimal> values = last.stream()
                    .map(set -> set.usableFor(Kind.UNCHANGED).get(code))
                    .filter(Objects::nonNull)
                    .toList();
            if (values.size() == run) {
                findings.add(
                        key(watch, Kind.UNCHANGED, code),
                        values.stream().allMatch(other -> other.compareTo(value) == 0),
                        run + " times " + value.toPlainString(),
                        value,
                        BigDecimal.valueOf(run));
            }
        });
    }

    private static Key key(Watch watch, Kind kind, String code) {
        return new Key(watch.section(), kind, code);
    }

    /**
     * Compares what holds now with what was open: a warning is raised once, and closed by itself when a later check
     * finds that it no longer holds. What could not be checked, for want of a usable value, stays as it was.
     */
    public static Changes changes(Set<Key> open, Findings findings) {
        List<Warning> raised = findings.active().stream()
                .filter(warning -> !open.contains(warning.key()))
                .toList();
        Set<Key> active = findings.active().stream().map(Warning::key).collect(Collectors.toSet());
        Set<Key> cleared = open.stream()
                .filter(key -> findings.checked().contains(key) && !active.contains(key))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<Key> stillOpen = new TreeSet<>(open);
        stillOpen.removeAll(cleared);
        stillOpen.addAll(active);
        return new Changes(raised, cleared, stillOpen);
    }

    /**
     * When a section is warned of.
     *
     * @param classFell    classes it must fall against the set before
     * @param jumpFactor   how many times the value before, or what part of it, is a jump
     * @param unchangedRun equal values in a row
     */
    public record Limits(int classFell, BigDecimal jumpFactor, int unchangedRun) {
        /** Refuses thresholds that every set would pass. */
        public Limits {
            if (classFell < 1 || unchangedRun < 2 || jumpFactor.compareTo(BigDecimal.ONE) <= 0) {
                throw new IllegalArgumentException(
                        "classFell " + classFell + ", jumpFactor " + jumpFactor + ", unchangedRun " + unchangedRun);
            }
        }
    }

    /** What a warning is about. */
    public enum Kind {
        /** 水质劣于目标, class worse than the target. */
        WORSE_THAN_TARGET(""),
        /** 水质类别下降, the class fell against the set before. */
        CLASS_FELL(""),
        /** 超标, a value over the limit that the target sets. */
        OVER_LIMIT(""),
        /** 突变, a value many times, or a small part of, the one before. */
        JUMP("SJ"),
        /** 连续不变, equal values in a row. */
        UNCHANGED("UR"),
        /** 超出合理范围, outside the plausible range. */
        IMPLAUSIBLE("OR");

        private final String ownFlag;

        Kind(String ownFlag) {
            this.ownFlag = ownFlag;
        }
    }

    /**
     * What is known of a section.
     *
     * @param target  its target; null where none is set
     * @param sets    its latest sets, the newest last
     * @param edition of the limits
     * @param zone    of its local days, by which limits of its own are in force
     */
    public record Watch(
            String section,
            WaterBodyType type,
            @Nullable SectionTarget target,
            List<SampleSet> sets,
            ItemSet itemSet,
            String edition,
            ZoneId zone) {
        /** Refuses sets that are out of order. */
        public Watch {
            sets = List.copyOf(sets);
            for (int i = 1; i < sets.size(); i++) {
                if (!sets.get(i).end().isAfter(sets.get(i - 1).end())) {
                    throw new IllegalArgumentException("sets of " + section + " are not in order of time");
                }
            }
        }

        private SectionClass classOf(Map<String, BigDecimal> values) {
            return SectionClass.of(values, type, itemSet, edition);
        }
    }

    /**
     * One set of values of a station.
     *
     * @param end    when it was taken
     * @param values by item code
     * @param flags  by item code, the flag of each value that has another than normal
     */
    public record SampleSet(Instant end, Map<String, BigDecimal> values, Map<String, String> flags) {
        /** Keeps its own maps. */
        public SampleSet {
            values = Map.copyOf(values);
            flags = Map.copyOf(flags);
        }

        private Map<String, BigDecimal> unflagged() {
            return with("");
        }

        /** Values without a flag, and those whose flag says the same as this kind of warning. */
        private Map<String, BigDecimal> usableFor(Kind kind) {
            return with(kind.ownFlag);
        }

        private Map<String, BigDecimal> with(String allowed) {
            return values.entrySet().stream()
                    .filter(value -> Optional.ofNullable(flags.get(value.getKey()))
                            .map(flag -> flag.equals(allowed))
                            .orElse(true))
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        }
    }

    /**
     * Identifies a warning: the same key is the same warning as long as it is open.
     *
     * @param code item code; empty where the warning is about no single item
     */
    public record Key(String section, Kind kind, String code) implements Comparable<Key> {
        private static final Comparator<Key> ORDER =
                Comparator.comparing(Key::section).thenComparing(Key::kind).thenComparing(Key::code);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    /**
     * A warning with what was seen.
     *
     * @param change    the two sides of a fall or jump; null of other kinds
     * @param value     that raised it: a class or a value in the item's unit
     * @param threshold that it missed; null where the limit is no single number
     */
    public record Warning(
            Key key,
            String seen,
            @Nullable BeforeAfter change,
            BigDecimal value,
            @Nullable BigDecimal threshold) {}

    /**
     * The outcome of a check.
     *
     * @param active  warnings that hold
     * @param checked every warning that could be checked, whether it holds or not
     */
    public record Findings(List<Warning> active, Set<Key> checked) {}

    private static final class Gathering {
        private final List<Warning> active = new ArrayList<>();
        private final Set<Key> checked = new LinkedHashSet<>();

        private void add(Key key, boolean holds, String seen, BigDecimal value, @Nullable BigDecimal threshold) {
            add(holds, new Warning(key, seen, null, value, threshold));
        }

        private void add(Key key, boolean holds, BeforeAfter change, BigDecimal value, @Nullable BigDecimal threshold) {
            add(holds, new Warning(key, change.before() + " to " + change.after(), change, value, threshold));
        }

        private void add(boolean holds, Warning warning) {
            checked.add(warning.key());
            if (holds) {
                active.add(warning);
            }
        }

        private Findings close() {
            return new Findings(List.copyOf(active), Set.copyOf(checked));
        }
    }

    /**
     * What to do about warnings.
     *
     * @param raised  warnings that are new
     * @param cleared warnings that were open and no longer hold
     * @param open    what is open afterwards
     */
    public record Changes(List<Warning> raised, Set<Key> cleared, Set<Key> open) {}
}
