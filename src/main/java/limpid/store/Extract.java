package limpid.store;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of a table of results leave as a file, and what stands beside them.
 *
 * @param beside        what stands before the columns of a row
 * @param whole         every column as it is; otherwise those with a title, lists joined by semicolons
 * @param where         what their subjects must be
 * @param only          values that columns of the table must have
 * @param fromExclusive periods that end after it, where they end at an instant
 * @param toInclusive   and not after this
 * @param firstDay      else periods that hold a day from this one
 * @param lastDay       to this one
 * @param order         columns by which they are ordered, {@link #SUBJECT} among them
 * @param after         only rows after the one with these values in those columns; null from the beginning
 * @param asOf          as they were known at this instant; null for now
 * @param changedAfter  only those known since after this instant; null for all
 * @param most          at most so many; null for all
 */
public record Extract(
        List<Beside> beside,
        boolean whole,
        Map<Where, String> where,
        Map<String, Object> only,
        Instant fromExclusive,
        Instant toInclusive,
        LocalDate firstDay,
        LocalDate lastDay,
        List<String> order,
        @Nullable List<Object> after,
        @Nullable Instant asOf,
        @Nullable Instant changedAfter,
        @Nullable Integer most) {
    /** The column with the number of the subject. */
    public static final String SUBJECT = "subject_id";

    /** What the registry says of a subject. */
    public enum Beside {
        /** Station, city or river. */
        SCOPE,
        /** Its code. */
        CODE,
        /** Its Chinese name; of others than stations the code. */
        NAME,
        /** The city of a station; of others the code. */
        CITY,
        /** The network of a noise point. */
        NETWORK,
        /** The functional zone of a noise point. */
        ZONE,
        /** Codes of the parameters that its plan leaves out. */
        NOT_MONITORED
    }

    /** What a subject must be. */
    public enum Where {
        /** The station of this code. */
        STATION,
        /** This city, or a station in it. */
        CITY,
        /** A station of this district. */
        DISTRICT,
        /** This city itself. */
        CITY_AS_A_WHOLE,
        /** Of this scope. */
        SCOPE,
        /** The river of this name. */
        RIVER,
        /** A noise point of this network. */
        NETWORK
    }

    /** Keeps its own copies. */
    public Extract {
        beside = List.copyOf(beside);
        where = Map.copyOf(where);
        only = Map.copyOf(only);
        order = List.copyOf(order);
    }
}
