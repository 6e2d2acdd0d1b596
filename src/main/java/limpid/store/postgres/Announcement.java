package limpid.store.postgres;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import limpid.measure.Medium;

/**
 * What those who listen are told of a commit: which spans of which subjects, not the rows themselves. Its size is bounded;
 * what goes beyond is told as "many". {@link Announcer} sends it.
 *
 * <p>A notice reads {@code what|known from|known to|first|last|id,id,...}, where {@code what} is {@code reading} or a table of
 * results behind its medium, {@code water/section_month}.
 */
final class Announcement {
    /** The channel to listen on. */
    static final String CHANNEL = "limpid_changes";
    /** The notice that stands for more than could be told. */
    static final String MANY = "many";
    /** What a notice about readings begins with. */
    static final String READING = "reading";

    /** Stands between a medium and a table of its results. */
    static final char OF = '/';

    // PostgreSQL allows 8,000 bytes; an id has at most ten digits.
    private static final int IDS_OF_A_NOTICE = 600;
    private static final int MOST_NOTICES = 32;

    private final Map<String, Map<Integer, Span>> spans = new LinkedHashMap<>();

    /** From one period to another, each named as its table names it. */
    private record Span(Comparable<?> first, Comparable<?> last) {
        Span with(Comparable<?> period) {
            return new Span(before(period, first) ? period : first, before(last, period) ? period : last);
        }

        /** The periods of one table are named by values of one type. */
        @SuppressWarnings({"unchecked", "rawtypes"})
        private static boolean before(Comparable one, Comparable other) {
            return one.compareTo(other) < 0;
        }

        String text() {
            return first + "|" + last;
        }
    }

    /** Something of this subject changes in this period. */
    void add(String what, int subject, Comparable<?> period) {
        spans.computeIfAbsent(what, table -> new HashMap<>())
                .merge(subject, new Span(period, period), (old, one) -> old.with(period));
    }

    /** A result of this subject changes in this period. */
    void add(Medium medium, String table, int subject, Comparable<?> period) {
        add(medium.code() + OF + table, subject, period);
    }

    /** Readings of these stations change. Rows stand in key order, so the ends of each series' run say all. */
    static Announcement of(Batch batch, Set<Integer> stations) {
        Announcement announcement = new Announcement();
        for (List<Batch.Row> layer : batch.layers()) {
            for (int i = 0; i < layer.size(); i++) {
                Batch.Row row = layer.get(i);
                boolean edge = i == 0
                        || i == layer.size() - 1
                        || row.series().id() != layer.get(i - 1).series().id()
                        || row.series().id() != layer.get(i + 1).series().id();
                if (edge && stations.contains(row.series().stationId())) {
                    announcement.add(
                            READING, row.series().stationId(), row.reading().end());
                }
            }
        }
        for (PlainSpan span : batch.spans()) {
            if (stations.contains(span.series().stationId())) {
                announcement.add(READING, span.series().stationId(), span.firstEnd());
                announcement.add(READING, span.series().stationId(), span.end());
            }
        }
        return announcement;
    }

    /**
     * As they are sent. Subjects whose spans are equal, as those of a regular report are, share a notice.
     *
     * @param knownFrom when the first of it became known
     * @param knownTo   when the last did, later where readings were revised
     */
    List<String> notices(Instant knownFrom, Instant knownTo) {
        List<String> notices = new ArrayList<>();
        spans.forEach((what, bySubject) -> {
            Map<Span, List<Integer>> bySpan = new LinkedHashMap<>();
            bySubject.forEach((subject, span) ->
                    bySpan.computeIfAbsent(span, same -> new ArrayList<>()).add(subject));
            bySpan.forEach((span, subjects) ->
                    addNotices(what + "|" + knownFrom + "|" + knownTo + "|" + span.text() + "|", subjects, notices));
        });
        return notices.size() > MOST_NOTICES ? List.of(MANY) : notices;
    }

    private static void addNotices(String head, List<Integer> subjects, List<String> notices) {
        for (int from = 0; from < subjects.size(); from += IDS_OF_A_NOTICE) {
            List<Integer> some = subjects.subList(from, Math.min(from + IDS_OF_A_NOTICE, subjects.size()));
            notices.add(head + some.stream().map(String::valueOf).collect(Collectors.joining(",")));
        }
    }
}
