package limpid.export;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import limpid.air.Reason;
import limpid.export.Column.Kind;
import limpid.measure.Flag;
import limpid.measure.Flags;
import limpid.measure.Parameter;
import limpid.measure.Parameters;
import limpid.measure.Table;
import limpid.measure.Table.Row;
import limpid.measure.Word;
import limpid.standard.AirCategories;
import limpid.standard.StandardBook;
import limpid.water.WaterClass;
import org.jspecify.annotations.Nullable;

/** A table for people: beside each column of codes stands one of their words. */
final class Worded {
    /** What the name of a column of words ends with. */
    private static final String WORD = "Word";

    private static final List<String> REASONS =
            List.of("reason", "verdict", "besideVerdict", "operator", "dayReason", "nightReason", "levelsReason");
    private static final Map<String, Map<String, Row>> OWN = own();

    private Worded() {}

    private static Map<String, Map<String, Row>> own() {
        Map<String, Map<String, Row>> own = new HashMap<>();
        for (Row row : Table.resource("/limpid/export/words.csv").rows()) {
            own.computeIfAbsent(row.required("column"), column -> new HashMap<>())
                    .put(row.required("code"), row);
        }
        return own;
    }

    /** The table with this header; the same where codes are wanted. */
    static Dataset of(Dataset dataset, Header header) {
        if (header == Header.CODE) {
            return dataset;
        }
        List<Column> columns = new ArrayList<>();
        List<@Nullable Function<Object, @Nullable String>> words = new ArrayList<>();
        for (Column column : dataset.columns()) {
            Function<Object, @Nullable String> word = words(column, header);
            words.add(word);
            if (word == null) {
                columns.add(column);
            } else {
                // What is said of codes in brackets, the words say.
                String title = column.titleZh().replaceFirst("（[a-z].*）$", "");
                columns.add(new Column(column.name(), title, column.kind(), column.unit(), column.digits(), true));
                columns.add(new Column(column.name() + WORD, title, Kind.TEXT, null, null));
            }
        }
        int width = columns.size();
        Dataset.Source source = (snapshot, query) ->
                Dataset.mapped(dataset.source().open(snapshot, query), row -> spread(row, words, width));
        return dataset.with(columns, source, header);
    }

    private static @Nullable Object[] spread(
            @Nullable Object[] row, List<@Nullable Function<Object, @Nullable String>> words, int width) {
        @Nullable Object[] single = PrintedRun.spread(row);
        @Nullable Object[] wide = new @Nullable Object[width];
        int at = 0;
        for (int i = 0; i < single.length; i++) {
            Object cell = single[i];
            wide[at++] = cell;
            Function<Object, @Nullable String> word = words.get(i);
            if (word != null) {
                wide[at++] = cell == null || cell instanceof Mark ? null : word.apply(cell);
            }
        }
        return wide;
    }

    /** What gives the word of a cell; null where the column has no codes. */
    private static @Nullable Function<Object, @Nullable String> words(Column column, Header header) {
        String name = column.name();
        Map<String, Row> own = OWN.get(name);
        if (column.kind() == Kind.BOOLEAN) {
            return cell -> Boolean.TRUE.equals(cell) ? header.text("是", "yes") : header.text("否", "no");
        }
        if (own != null) {
            return each(code -> {
                Row row = own.get(code);
                return row == null ? null : row.text(header == Header.EN ? "en" : "zh");
            });
        }
        if (REASONS.contains(name)) {
            return each(code -> reason(code, header));
        }
        return switch (name) {
            case "flag" ->
                each(code -> Flags.standard()
                        .byCode(code)
                        .map(flag -> flag(flag, header))
                        .orElse(null));
            case "parameter", "primaryPollutants" ->
                each(code -> Parameters.standard()
                        .byCode(code)
                        .map(one -> parameter(one, header))
                        .orElse(null));
            case "level" -> cell -> level((Integer) cell, header);
            case "target" -> column.kind() == Kind.INTEGER ? cell -> waterClass((Integer) cell, header) : null;
            default -> null;
        };
    }

    private static Function<Object, @Nullable String> each(Function<String, @Nullable String> word) {
        return cell -> cell.toString().isEmpty()
                ? null
                : Arrays.stream(cell.toString().split(";", -1))
                        .map(code -> {
                            String called = word.apply(code);
                            return called == null ? code : called;
                        })
                        .collect(Collectors.joining(";"));
    }

    private static @Nullable String reason(String code, Header header) {
        for (Reason reason : Reason.values()) {
            if (reason.code().equals(code)) {
                return header.text(reason.textZh(), reason.textEn());
            }
        }
        return Word.of(code).map(word -> header.text(word.zh(), word.en())).orElse(null);
    }

    private static String flag(Flag flag, Header header) {
        return header.text(flag.nameZh(), flag.nameEn());
    }

    private static String parameter(Parameter parameter, Header header) {
        return header.text(parameter.nameZh(), parameter.nameEn());
    }

    /** Of the newest edition: levels are called the same in all of them. */
    private static @Nullable String level(int level, Header header) {
        return AirCategories.of(StandardBook.standard().editions().stream()
                        .filter(edition -> edition.subject().equals("air-index"))
                        .reduce((older, newer) -> newer)
                        .orElseThrow())
                .all()
                .stream()
                .filter(category -> category.level() == level)
                .map(category -> header.text(category.zh(), category.en()))
                .findFirst()
                .orElse(null);
    }

    private static String waterClass(int target, Header header) {
        String name = WaterClass.name(target);
        return header.text(name + "类", "class " + name);
    }
}
