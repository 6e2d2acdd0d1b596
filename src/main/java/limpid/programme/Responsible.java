package limpid.programme;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import limpid.measure.Likeness;

/**
 * Who answers for a task, as printed and unit by unit.
 *
 * @param leadWords    the cell of those who lead 牵头单位, 牵头部门
 * @param unitWords    the cell of those who are responsible 责任单位, 责任部门
 * @param supportWords the cell of those who take part 配合单位, 参与部门, 协助部门
 * @param lead         the units that lead
 * @param units        the units that are responsible
 * @param support      the units that take part
 */
public record Responsible(
        String leadWords,
        String unitWords,
        String supportWords,
        List<String> lead,
        List<String> units,
        List<String> support) {

    /** Not within brackets: 各县（市、区）政府 is one name. */
    private static final String OUTSIDE = "(?![^（(]*[）)])";

    private static final Pattern CLAUSES = Pattern.compile("[，,；;。\\n]" + OUTSIDE);
    private static final Pattern NAMES = Pattern.compile("、" + OUTSIDE + "|(?<=[镇区局委办])和(?=[\\p{IsHan}])");
    private static final Pattern ROLE = Pattern.compile("(.*?)(牵头|参与|配合|落实|主体实施|各负其责)");

    /** What units do. */
    private enum Part {
        LEAD,
        UNIT,
        SUPPORT
    }

    /** Keeps its own lists. */
    public Responsible {
        lead = List.copyOf(lead);
        units = List.copyOf(units);
        support = List.copyOf(support);
    }

    /**
     * Reads the printed cells. A cell that says itself who leads and who takes part (甲牵头，乙、丙参与) says more than the
     * column it stands in.
     */
    public static Responsible of(String lead, String units, String support) {
        Reader reader = new Reader();
        reader.read(lead, Part.LEAD);
        reader.read(units, Part.UNIT);
        reader.read(support, Part.SUPPORT);
        return new Responsible(
                lead, units, support, List.copyOf(reader.lead), List.copyOf(reader.units), List.copyOf(reader.support));
    }

    /** Everybody, those who lead first. */
    public List<String> all() {
        return Stream.of(lead, units, support).flatMap(List::stream).distinct().toList();
    }

    /** Those on whom it depends whether the task is done: who leads, else who is responsible, else who takes part. */
    public List<String> deciding() {
        return Stream.of(lead, units, support)
                .filter(names -> !names.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    /**
     * Which of some units may have been meant by a name that none of them has, as the end of a sentence: one of which it is a
     * short form (市环保局 of 市环境保护局), else the most like it; empty where there is none.
     */
    public static String meant(String name, Collection<String> units) {
        return units.stream()
                .filter(unit -> isShortOf(name, unit))
                .min(Comparator.comparing(String::length))
                .or(() -> Likeness.nearest(name, units))
                .map(near -> "; did you mean '" + near + "'?")
                .orElse("");
    }

    private static boolean isShortOf(String name, String unit) {
        int at = 0;
        for (int i = 0; i < unit.length() && at < name.length(); i++) {
            at += unit.charAt(i) == name.charAt(at) ? 1 : 0;
        }
        return at == name.length() && name.length() > 1;
    }

    /** Collects names in the order of the cells. */
    private static final class Reader {
        private final Set<String> lead = new LinkedHashSet<>();
        private final Set<String> units = new LinkedHashSet<>();
        private final Set<String> support = new LinkedHashSet<>();

        void read(String cell, Part column) {
            List<String> waiting = new ArrayList<>();
            for (String clause : CLAUSES.split(plain(cell))) {
                Matcher role = ROLE.matcher(clause.strip());
                boolean says = role.matches();
                names(says ? role.group(1) : clause, waiting);
                if (says) {
                    add(waiting, part(role.group(2)));
                    waiting.clear();
                }
            }
            add(waiting, column);
        }

        /** Sentences become lists of names. */
        private static String plain(String cell) {
            String text = cell.startsWith("由") ? cell.substring(1).replaceFirst("(?s)等部门.*", "") : cell;
            return text.replaceAll("[（(]([^（）()]*)落实[）)]", "，$1落实")
                    .replaceAll("会同([^，。]*)", "，$1配合")
                    .replaceAll("牵头(?=[^，,。；;\\n])", "牵头，")
                    .replace("相应牵头", "牵头")
                    .replaceAll("按职责分工[^，。]*", "");
        }

        private static void names(String clause, List<String> waiting) {
            for (String name : NAMES.split(clause)) {
                String unit = name.strip().replaceFirst("等(部门)?$", "");
                if (!unit.isEmpty()) {
                    waiting.add(unit);
                }
            }
        }

        private static Part part(String word) {
            return switch (word) {
                case "牵头" -> Part.LEAD;
                case "参与", "配合" -> Part.SUPPORT;
                default -> Part.UNIT;
            };
        }

        private void add(List<String> names, Part part) {
            switch (part) {
                case LEAD -> lead.addAll(names);
                case UNIT -> units.addAll(names);
                case SUPPORT -> support.addAll(names);
            }
        }
    }
}
