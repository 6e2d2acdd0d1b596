package limpid.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** What all benches found in one run, as a page in Markdown. */
public final class BenchPage {
    private final Ratios kept;
    private final Ratios found = new Ratios();
    private final List<Line> lines = new ArrayList<>();
    private String machine = "";

    /** A page with nothing on it. @param kept what the ratios are held against */
    public BenchPage(Ratios kept) {
        this.kept = kept;
    }

    private record Line(String bench, String load, Outcome outcome) {}

    /** What the machine and its database are. */
    public void describe(BenchTarget target) throws SQLException {
        try (Connection connection = target.connect()) {
            machine = Machine.describe(connection);
        }
    }

    /** The mean load of the last minute, to be taken before a bench begins. */
    public static String load() {
        return Machine.load();
    }

    /** Takes what a bench found. @param load before it */
    public void add(String bench, String load, Outcome outcome) {
        lines.add(new Line(bench, load, outcome));
        found.add(bench, outcome.figures());
    }

    /** Whether no bench lost something. */
    public boolean isWhole() {
        return lines.stream().allMatch(line -> line.outcome.good());
    }

    /** What to keep. */
    public Ratios found() {
        return found;
    }

    /** A sentence for each ratio that fell by more than a tenth. */
    public List<Ratios.Fall> falls() {
        return found.falls(kept);
    }

    /** The page. @param minutes that it took */
    public String markdown(LocalDate day, long minutes) {
        StringBuilder page = new StringBuilder();
        page.append("# Measured 实测\n\nWritten by `limpid bench all` ([Benches](benches.md)), ")
                .append(day)
                .append(", ")
                .append(minutes)
                .append(" min. ")
                .append(machine)
                .append(".\n\n*Limit* is what the database, or whatever it names, does alone in the same run; ")
                .append("*kept* is the ratio of an earlier run.\n\n")
                .append("| bench | load before | figure | measured | limit | of the limit | kept |\n")
                .append("|---|---:|---|---:|---:|---:|---:|\n");
        lines.forEach(line -> line.outcome.figures().forEach(figure -> row(line, figure, page)));
        page.append('\n');
        lines.stream().filter(line -> !line.outcome.good()).forEach(line -> page.append("- **")
                .append(line.bench)
                .append(": something was lost or did not start.**\n"));
        List<Ratios.Fall> falls = falls();
        if (falls.isEmpty()) {
            page.append("No ratio is more than a tenth below the kept one.\n");
        } else {
            page.append("More than a tenth below the kept ratio:\n\n");
            falls.forEach(fall -> page.append("- ").append(fall).append('\n'));
        }
        return page.toString();
    }

    private void row(Line line, Figure figure, StringBuilder page) {
        Figure limit = figure.limit();
        page.append("| ")
                .append(line.bench)
                .append(" | ")
                .append(line.load)
                .append(" | ")
                .append(figure.name());
        page.append(" | ").append(value(figure)).append(" | ");
        page.append(limit == null ? "" : value(limit) + " " + limit.name()).append(" | ");
        page.append(ratio(figure.ratio())).append(" | ");
        page.append(ratio(kept.of(line.bench, figure.name()))).append(" |\n");
    }

    private static String value(Figure figure) {
        String number = figure.value() < 100
                ? String.format(Locale.ROOT, "%.1f", figure.value())
                : String.format(Locale.ROOT, "%,.0f", figure.value());
        return number
                + (figure.unit() == Figure.Unit.MILLISECONDS ? " " : "")
                + figure.unit().sign();
    }

    private static String ratio(OptionalDouble ratio) {
        return ratio.isEmpty() ? "" : Ratios.text(ratio.getAsDouble());
    }
}
