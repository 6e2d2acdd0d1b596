package limpid.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import limpid.measure.Table;

/**
 * The rules as the file and the desk chose them together; a choice of the desk goes before a line of the file for the same rule, city and
 * date.
 *
 * @param file    as the file alone has them
 * @param counted what counts of the desk: the newest of each rule, city and date, those too that take a choice back
 * @param refused why this program does not take a choice of the desk that would count, by its number
 */
public record ChosenRules(Rules rules, Rules file, List<DeskChoice> counted, Map<Long, String> refused) {
    /**
     * The two together. A choice of the desk that this program refuses is left out, so that nothing entered there keeps the service from
     * starting.
     *
     * @param desk in the order in which they were entered
     */
    public static ChosenRules of(Rules file, List<DeskChoice> desk) {
        List<DeskChoice> newest = newest(desk);
        try {
            return new ChosenRules(file.with(newest), file, newest, Map.of());
        } catch (IllegalArgumentException e) {
            return oneByOne(file, newest);
        }
    }

    private static List<DeskChoice> newest(List<DeskChoice> desk) {
        List<DeskChoice> newest = new ArrayList<>();
        desk.forEach(choice -> {
            newest.removeIf(choice::replaces);
            newest.add(choice);
        });
        return List.copyOf(newest);
    }

    private static ChosenRules oneByOne(Rules file, List<DeskChoice> newest) {
        Rules rules = file;
        List<DeskChoice> counted = new ArrayList<>();
        Map<Long, String> refused = new TreeMap<>();
        for (DeskChoice choice : newest) {
            counted.add(choice);
            try {
                rules = file.with(counted);
            } catch (IllegalArgumentException e) {
                counted.removeLast();
                refused.put(choice.id(), reason(e));
            }
        }
        return new ChosenRules(rules, file, List.copyOf(counted), Map.copyOf(refused));
    }

    private static String reason(IllegalArgumentException refusal) {
        return refusal instanceof Table.Malformed malformed ? malformed.reason() : String.valueOf(refusal.getMessage());
    }

    /** Whether this line of the desk counts. */
    public boolean counts(DeskChoice choice) {
        return counted.contains(choice);
    }

    /** Whether this line of the file counts. */
    public boolean counts(Choice choice) {
        return rules.choices().contains(choice);
    }
}
