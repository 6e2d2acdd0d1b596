package limpid.bulletin;

import java.util.Map;

/** Which names figures have, so that a template can be read against them before there are any. */
public sealed interface Shape {
    /** Whatever it is, a template may ask it for anything. */
    Shape ANYTHING = new Anything();

    /** Of which nothing is known, such as a number or a text. */
    record Anything() implements Shape {}

    /** Elements of one shape, by number or by any name. */
    record Each(Shape element) implements Shape {}

    /** Figures by these names and no others. */
    record Named(Map<String, Shape> members) implements Shape {
        /** Keeps its own map. */
        public Named {
            members = Map.copyOf(members);
        }
    }
}
