package limpid.figures;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import limpid.programme.Explanation;
import limpid.programme.Figure;
import limpid.programme.Figure.Item;
import limpid.station.Station;
import limpid.store.WaterMeans;
import limpid.store.WaterMeans.Known;
import limpid.water.BlackOdorous;
import limpid.water.BlackOdorous.Graded;
import limpid.water.BlackOdorous.Insufficient;
import limpid.water.BlackOdorous.Level;
import limpid.water.BlackOdorous.NotBlackOdorous;
import limpid.water.BlackOdorous.Point;
import limpid.water.BlackOdorous.Undecided;
import limpid.water.BlackOdorous.Verdict;
import limpid.water.BlackOdorousRound;
import limpid.water.WaterSettings.BlackOdorousRounds;
import org.jspecify.annotations.Nullable;

/**
 * How many listed water bodies are black-odorous 黑臭水体 in a period, a part for each; a body that cannot be judged leaves the
 * number open.
 */
final class BlackOdorousFigures {
    private final WaterMeans means;
    private final BlackOdorousRounds settings;

    BlackOdorousFigures(WaterMeans means, BlackOdorousRounds settings) {
        this.means = means;
        this.settings = settings;
    }

    Figure of(List<Station> points, LocalDate first, LocalDate last, String edition) {
        Map<String, List<Station>> bodies = new TreeMap<>();
        points.forEach(point ->
                bodies.computeIfAbsent(name(point), body -> new ArrayList<>()).add(point));
        List<Item> items = new ArrayList<>();
        bodies.forEach((body, ofBody) -> items.add(item(body, verdict(ofBody, first, last))));
        long judged = items.stream().filter(item -> item.meets() != null).count();
        long black = items.stream()
                .filter(item -> Boolean.FALSE.equals(item.meets()))
                .count();
        Explanation basis = Explanation.of("bodies", judged, items.size(), first, last);
        if (items.isEmpty()) {
            return Figure.missing(Explanation.of("noSuchBody"), basis, edition);
        }
        Figure figure = Figure.of(BigDecimal.valueOf(black), BigDecimal.valueOf(black), basis, edition)
                .withItems(items);
        return judged == items.size() ? figure : figure.insufficient(Explanation.all(open(items)));
    }

    private static List<Explanation> open(List<Item> items) {
        return items.stream()
                .filter(item -> item.meets() == null)
                .map(item -> Explanation.of("one", item.name(), item.reason()))
                .toList();
    }

    private static String name(Station point) {
        String body = point.siting().waterBody();
        return body.isEmpty() ? point.nameZh() : body;
    }

    private Verdict verdict(List<Station> points, LocalDate first, LocalDate last) {
        List<Point> measured = points.stream()
                .map(point -> new Point(
                        point.code(),
                        List.copyOf(BlackOdorousRound.of(means.days(point.code(), first, last, null).stream()
                                        .map(Known::mean)
                                        .toList())
                                .values())))
                .toList();
        return BlackOdorous.of(measured, true, settings);
    }

    private Item item(String body, Verdict verdict) {
        return switch (verdict) {
            case NotBlackOdorous none -> item(body, true, Explanation.of("notBlack"));
            case Graded graded ->
                item(body, false, Explanation.of(graded.level() == Level.HEAVY ? "heavyBlack" : "lightBlack"));
            case Insufficient few ->
                item(
                        body,
                        null,
                        Explanation.of(
                                "tooFewRounds",
                                few.points(),
                                settings.minPoints(),
                                few.shortPoints().size(),
                                settings.minRounds()));
            case Undecided undecided -> item(body, null, Explanation.of(undecided.reason()));
        };
    }

    private static Item item(String body, @Nullable Boolean meets, Explanation reason) {
        return new Item(body, null, null, meets, reason);
    }
}
