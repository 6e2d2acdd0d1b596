package limpid.decode.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamReadException;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import limpid.decode.Run;
import limpid.decode.ValueArray;
import limpid.decode.ValueArray.Unreadable;
import limpid.measure.Flag;
import limpid.measure.Flags;
import limpid.measure.Numbers;
import limpid.measure.Parameter;
import limpid.measure.Parameters;
import limpid.measure.Place;
import limpid.measure.Refusal.Reason;
import limpid.measure.Refusals;
import limpid.station.Station;
import org.jspecify.annotations.Nullable;

/** One object of a message, gathered field by field in any order and concluded at its end. */
final class JsonRecord {
    private static final Duration LONGEST_PERIOD = Duration.ofDays(31);

    private final int member;
    private final Station station;
    private final Parameters parameters;
    private final Flags flags;
    private final ValueCount count;
    private final Stamps stamps;

    private final Refusals refusals;
    private final Map<String, Found> values = new LinkedHashMap<>();
    private final Map<String, String> flagCodes = new HashMap<>();
    private @Nullable String end;
    private @Nullable String period;
    private boolean hasValues;

    /** What stands under the name of a parameter. */
    private sealed interface Found {
        /** Of a parameter there is. */
        record Known(Parameter parameter, boolean array, ValueArray numbers) implements Found {}

        /**
         * Of none; its values were stepped over.
         *
         * @param values how many stand there, at least 1
         */
        record Unknown(long values) implements Found {}
    }

    /** @param member index in the array of records; -1 where the message is no array */
    JsonRecord(
            int member,
            Station station,
            Parameters parameters,
            Flags flags,
            ValueCount count,
            Stamps stamps,
            int mostRefusals) {
        this.member = member;
        this.station = station;
        this.parameters = parameters;
        this.flags = flags;
        this.count = count;
        this.stamps = stamps;
        this.refusals = new Refusals(mostRefusals);
    }

    void read(JsonParser json) throws IOException {
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String field = json.currentName();
            JsonToken token = json.nextToken();
            switch (field) {
                case "end" -> end = text(json, token, field, Reason.BAD_TIME);
                case "period" -> period = text(json, token, field, Reason.BAD_PERIOD);
                case "values" -> readValues(json, token);
                case "flags" -> readFlags(json, token);
                default -> {
                    refuse(Reason.BAD_SHAPE, "/" + pointer(field), "no such field");
                    json.skipChildren();
                }
            }
        }
    }

    private @Nullable String text(JsonParser json, JsonToken token, String field, Reason reason) throws IOException {
        if (token == JsonToken.VALUE_STRING) {
            return json.getText();
        }
        refuse(reason, "/" + field, "expected text");
        json.skipChildren();
        return null;
    }

    private void readValues(JsonParser json, JsonToken token) throws IOException {
        hasValues = true;
        if (token != JsonToken.START_OBJECT) {
            refuse(Reason.BAD_SHAPE, "/values", "expected an object of parameter and value");
            json.skipChildren();
            return;
        }
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            Optional<Parameter> parameter = parameters.byCode(name);
            values.put(name, parameter.isPresent() ? known(parameter.get(), json, value) : unknown(json, value));
        }
        if (values.isEmpty()) {
            refuse(Reason.BAD_SHAPE, "/values", "an empty object holds no value");
        }
    }

    private static String pointer(String name) {
        return name.indexOf('~') < 0 && name.indexOf('/') < 0
                ? name
                : name.replace("~", "~0").replace("/", "~1");
    }

    private Found known(Parameter parameter, JsonParser json, JsonToken token) throws IOException {
        ValueArray numbers = new ValueArray();
        if (token != JsonToken.START_ARRAY) {
            addNumber(json, token, numbers);
            return new Found.Known(parameter, false, numbers);
        }
        while (json.nextToken() != JsonToken.END_ARRAY) {
            addNumber(json, json.currentToken(), numbers);
        }
        return new Found.Known(parameter, true, numbers);
    }

    /** The values of a name that is no parameter: counted, and nothing is made of them. */
    private Found unknown(JsonParser json, JsonToken token) throws IOException {
        long found = 0;
        if (token == JsonToken.START_ARRAY) {
            while (json.nextToken() != JsonToken.END_ARRAY) {
                json.skipChildren();
                count.add(1);
                found++;
            }
        } else {
            json.skipChildren();
            count.add(1);
        }
        return new Found.Unknown(Math.max(1, found));
    }

    private void addNumber(JsonParser json, JsonToken token, ValueArray numbers) throws IOException {
        count.add(1);
        if (token == JsonToken.VALUE_NULL) {
            numbers.add((BigDecimal) null);
        } else if (!token.isNumeric()) {
            json.skipChildren();
            numbers.add(Unreadable.NO_NUMBER);
        } else {
            number(json).ifPresentOrElse(numbers::add, () -> numbers.add(Unreadable.TOO_MANY_DIGITS));
        }
    }

    private static Optional<BigDecimal> number(JsonParser json) throws IOException {
        try {
            return Numbers.bounded(json.getDecimalValue());
        } catch (NumberFormatException | StreamReadException e) {
            // An exponent beyond what a decimal can have; the parser stands behind the number and can go on.
            return Optional.empty();
        }
    }

    private void readFlags(JsonParser json, JsonToken token) throws IOException {
        if (token != JsonToken.START_OBJECT) {
            refuse(Reason.UNKNOWN_FLAG, "/flags", "expected an object of parameter and flag");
            json.skipChildren();
            return;
        }
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            if (json.nextToken() == JsonToken.VALUE_STRING) {
                flagCodes.put(name, json.getText());
            } else {
                flagCodes.put(name, "");
                json.skipChildren();
            }
        }
    }

    void conclude(List<Run> runs, Refusals ofMessage) {
        Optional<Instant> at = endInstant();
        Optional<Duration> length = length();
        if (!hasValues) {
            refuse(Reason.BAD_SHAPE, "", "no values");
        }
        // Flags that cannot be read might void any value.
        boolean flagsRead = !refusals.has(Reason.UNKNOWN_FLAG);
        refuseFlagsWithoutValue();
        if (at.isPresent() && length.isPresent() && flagsRead) {
            values.forEach((name, found) -> conclude(name, found, at.get(), length.get(), runs));
        }
        ofMessage.addAll(refusals);
    }

    private Optional<Instant> endInstant() {
        String stamp = end;
        if (stamp == null) {
            if (!refusals.has(Reason.BAD_TIME)) {
                refuse(Reason.BAD_TIME, "/end", "no end of the averaging period");
            }
            return Optional.empty();
        }
        try {
            return Optional.of(Stamps.instant(stamp));
        } catch (DateTimeException e) {
            refuse(Reason.BAD_TIME, "/end", "'" + stamp + "' is not a time with its offset");
            return Optional.empty();
        }
    }

    private Optional<Duration> length() {
        String iso = period;
        if (iso == null) {
            // Where a period was sent but cannot be read, the station's own is not what it meant.
            return refusals.has(Reason.BAD_PERIOD) ? Optional.empty() : Optional.of(station.period());
        }
        try {
            Duration length = stamps.length(iso);
            if (!length.isNegative() && length.compareTo(LONGEST_PERIOD) <= 0 && length.getNano() == 0) {
                return Optional.of(length);
            }
        } catch (DateTimeException e) {
            // refused below, together with lengths that make no averaging period
        }
        refuse(Reason.BAD_PERIOD, "/period", "'" + iso + "' is not an averaging period such as PT1H");
        return Optional.empty();
    }

    private void refuseFlagsWithoutValue() {
        for (String name : flagCodes.keySet()) {
            if (!values.containsKey(name)) {
                refuse(Reason.BAD_SHAPE, "/flags/" + pointer(name), "a flag without a value");
            }
        }
    }

    private void conclude(String name, Found found, Instant at, Duration length, List<Run> runs) {
        switch (found) {
            case Found.Unknown unknown ->
                refusals.add(
                        Reason.UNKNOWN_PARAMETER,
                        valuesOf(name),
                        unknown.values(),
                        () -> "no parameter '" + name + "'");
            case Found.Known known ->
                flag(name).ifPresent(flag -> {
                    if (canBePlaced(name, known.numbers().size(), at, length)) {
                        add(
                                new Run(
                                        known.parameter(),
                                        flag,
                                        at,
                                        length,
                                        valuesOf(name),
                                        known.array(),
                                        known.numbers()),
                                runs);
                    }
                });
        }
    }

    private Place valuesOf(String name) {
        return new Place(member, "/values/" + pointer(name), -1);
    }

    private boolean canBePlaced(String name, int found, Instant at, Duration length) {
        if (found == 0) {
            refuse(Reason.BAD_SHAPE, "/values/" + pointer(name), "an empty array holds no value");
        } else if (found > 1 && length.isZero()) {
            refuse(Reason.BAD_PERIOD, "/values/" + pointer(name), "an array of values needs a period");
        } else if (Duration.between(Instant.MIN, at).compareTo(length.multipliedBy(found)) < 0) {
            refuse(Reason.BAD_TIME, "/end", "the first period of '" + name + "' begins before time can be told");
        } else {
            return true;
        }
        return false;
    }

    private void add(Run run, List<Run> runs) {
        for (int i = 0; i < run.size(); i++) {
            Unreadable why = run.numbers().unreadable(i);
            if (why != null) {
                refusals.add(Reason.NOT_A_NUMBER, run.place(i), why::detail);
            }
        }
        runs.add(run);
    }

    private Optional<Flag> flag(String name) {
        String code = flagCodes.get(name);
        if (code == null) {
            return Optional.of(flags.normal());
        }
        Optional<Flag> flag = flags.byCode(code).filter(known -> known.setBy() == Flag.SetBy.STATION);
        if (flag.isEmpty()) {
            refuse(Reason.UNKNOWN_FLAG, "/flags/" + pointer(name), "no flag '" + code + "' that a station may set");
        }
        return flag;
    }

    private void refuse(Reason reason, String at, String detail) {
        refusals.add(reason, new Place(member, at, -1), () -> detail);
    }
}
