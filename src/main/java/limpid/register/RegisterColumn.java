package limpid.register;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import limpid.measure.Table.Row;
import limpid.result.Type;
import org.jspecify.annotations.Nullable;

/**
 * A column of a register.
 *
 * @param name     in CSV, and in JSON with a capital in place of each underscore
 * @param stored   in the store
 * @param required whether a table must have it
 * @param field    what stands in it
 * @param words    what it is called
 * @param value    of an entry
 */
public record RegisterColumn<S, T>(
        String name, String stored, boolean required, Field<T> field, Words words, Value<S, T> value) {

    /** What an entry has; null where it has none. */
    @FunctionalInterface
    public interface Value<S, T> {
        /** Of an entry, or of a part of it. */
        @Nullable
        T of(S whose);
    }

    /**
     * How offices fill a column in.
     *
     * @param zh      names that are understood, the first is printed
     * @param en      what it holds
     * @param content what stands in it
     * @param choices what the words that are understood stand for; empty where it has no such words
     * @param example empty where none is needed
     */
    public record Words(
            List<String> zh, String en, Content content, Map<String, List<String>> choices, String example) {}

    /** Describes a column, beginning with its name. */
    public static <S, T> Draft<S, T> of(String name, Value<S, T> value) {
        return new Draft<>(name, value);
    }

    /** The member of a document that stands for a column: {@code name_zh} is {@code nameZh}. */
    public static String member(String column) {
        StringBuilder member = new StringBuilder();
        for (String word : column.split("_")) {
            member.append(
                    member.isEmpty() || word.isEmpty()
                            ? word
                            : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
        }
        return member.toString();
    }

    /** The member of a document that stands for it. */
    public String member() {
        return member(name);
    }

    /** Of what is stored. */
    public Type type() {
        return field.type();
    }

    /** What stands in it in a row; null where there may be nothing. */
    @Nullable
    T read(Row row) {
        return field.reading().of(row, name);
    }

    /** The value of what is stored. */
    @Nullable
    T kept(@Nullable Object cell) {
        return cell == null ? null : field.kept().apply(cell);
    }

    /** As a line of CSV has it. */
    public String text(S entry) {
        T its = value.of(entry);
        return its == null ? "" : field.written().apply(its);
    }

    /** As the store has it. */
    public @Nullable Object cell(S entry) {
        T its = value.of(entry);
        return its == null ? null : field.stored().apply(its);
    }

    /** A column that is being described. */
    public static final class Draft<S, T> {
        private final String name;
        private final Value<S, T> value;
        private String stored;
        private List<String> zh = List.of();
        private String en = "";
        private @Nullable Content content;
        private String example = "";
        private Map<String, List<String>> choices = Map.of();

        private Draft(String name, Value<S, T> value) {
            this.name = name;
            this.value = value;
            stored = name;
        }

        /** Where it is called otherwise in the store. */
        public Draft<S, T> stored(String column) {
            stored = column;
            return this;
        }

        /** @param names that are understood, with | between them, the first is printed @param meaning in English */
        public Draft<S, T> words(String names, String meaning) {
            zh = List.of(names.split("\\|"));
            en = meaning;
            return this;
        }

        /** Where what stands in it does not follow from what is stored. */
        public Draft<S, T> content(Content what) {
            content = what;
            return this;
        }

        /** In the sheet that explains. */
        public Draft<S, T> example(String text) {
            example = text;
            return this;
        }

        /** @param text {@code code=word|another;code=word} */
        public Draft<S, T> choices(String text) {
            choices = new LinkedHashMap<>();
            for (String choice : text.split(";")) {
                String[] parts = choice.split("=", 2);
                choices.put(parts[0], List.of(parts[1].split("\\|")));
            }
            return content(Content.CHOICE);
        }

        /** A table must have it. */
        public RegisterColumn<S, T> required(Field<T> field) {
            return column(field, true);
        }

        /** A table may be without it. */
        public RegisterColumn<S, T> optional(Field<T> field) {
            return column(field, false);
        }

        private RegisterColumn<S, T> column(Field<T> field, boolean required) {
            Content what = content == null ? plain(field.type()) : content;
            return new RegisterColumn<>(
                    name, stored, required, field, new Words(zh, en, what, choices, example), value);
        }

        private static Content plain(Type type) {
            return switch (type) {
                case DATE -> Content.DATE;
                case INTEGER, DECIMAL -> Content.NUMBER;
                default -> Content.TEXT;
            };
        }
    }
}
