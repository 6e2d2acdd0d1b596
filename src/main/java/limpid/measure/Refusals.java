package limpid.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import limpid.measure.Refusal.Reason;

/**
 * The refusals of one message, gathered kind by kind: the same reason at places that differ in nothing but their index is
 * one refusal with a count and its first places. However many values a message holds, what is kept of its refusals is
 * bounded.
 */
public final class Refusals {
    private static final int FIRST_PLACES = 10;

    private final int mostKinds;
    private final Map<Kind, Gathered> gathered = new LinkedHashMap<>();
    private long count;

    /**
     * None yet.
     *
     * @param mostKinds kept one by one; further ones are one refusal a reason
     */
    public Refusals(int mostKinds) {
        this.mostKinds = mostKinds;
    }

    private record Kind(Reason reason, String path, boolean inArray, boolean ofValues) {
        static Kind of(Reason reason, Place place) {
            return new Kind(reason, place.path(), place.member() >= 0, place.index() >= 0);
        }

        /** A path that no place has. */
        static Kind rest(Reason reason) {
            return new Kind(reason, "*", false, false);
        }
    }

    private static final class Gathered {
        private final List<String> places = new ArrayList<>(1);
        private final String detail;
        private long count;

        Gathered(String detail) {
            this.detail = detail;
        }

        void add(Place place, long more) {
            if (places.size() < FIRST_PLACES) {
                places.add(place.toString());
            }
            count += more;
        }
    }

    /** Adds one; the detail is asked for only where it is the first of its kind. */
    public void add(Reason reason, Place place, Supplier<String> detail) {
        add(reason, place, 1, detail);
    }

    /**
     * Adds what was refused together, unread.
     *
     * @param values how many they are
     */
    public void add(Reason reason, Place place, long values, Supplier<String> detail) {
        kind(Kind.of(reason, place), detail).add(place, values);
        count += values;
    }

    private Gathered kind(Kind kind, Supplier<String> detail) {
        Gathered known = gathered.get(kind);
        if (known != null) {
            return known;
        }
        if (gathered.size() < mostKinds) {
            Gathered first = new Gathered(detail.get());
            gathered.put(kind, first);
            return first;
        }
        return gathered.computeIfAbsent(
                Kind.rest(kind.reason), rest -> new Gathered("and more of this reason, first: " + detail.get()));
    }

    /** Whether there is one for this reason. */
    public boolean has(Reason reason) {
        return !gathered.isEmpty() && gathered.keySet().stream().anyMatch(kind -> kind.reason == reason);
    }

    /** Adds those of a part of the same message. */
    public void addAll(Refusals others) {
        others.gathered.forEach((kind, more) -> {
            Gathered mine = kind(kind, () -> more.detail);
            more.places.stream()
                    .limit(Math.max(0, FIRST_PLACES - mine.places.size()))
                    .forEach(mine.places::add);
            mine.count += more.count;
        });
        count += others.count;
    }

    /** How many values, or other parts of the message, were refused. */
    public long count() {
        return count;
    }

    /** One a kind, in the order of their first. */
    public List<Refusal> list() {
        List<Refusal> list = new ArrayList<>(gathered.size());
        gathered.forEach((kind, one) ->
                list.add(new Refusal(kind.reason, one.places.getFirst(), one.detail, one.count, one.places)));
        return list;
    }
}
