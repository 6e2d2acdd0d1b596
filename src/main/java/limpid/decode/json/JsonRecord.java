package limpid.decode.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamReadException;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import limpid.decode.Decoded.Placed;
import limpid.measure.Flag;
import limpid.measure.Flags;
import limpid.measure.Numbers;
import limpid.measure.Parameter;
import limpid.measure.Parameters;
import limpid.measure.Period;
import limpid.measure.Reading;
import limpid.measure.Refusal;
import limpid.measure.Refusal.Reason;
import limpid.station.Station;
import org.jspecify.annotations.Nullable;

/** One object of a message, gathered field by field in any order and concluded at its end. */
final class JsonRecord {
    private static final Duration LONGEST_PERIOD = Duration.ofDays(31);
    // Stations stamp the last hour of a day 24:00 as well as 00:00.
    private static final Pattern MIDNIGHT_24 = Pattern.compile("(\\d{4}-\\d{2}-\\d{2})T24:00(:00)?(.+)");

    private final String place;
    private final Station station;
    private final Parameters parameters;
    private final Flags flags;

    private final List<Refusal> refusals = new ArrayList<>();
    private final Map<String, List<Value>> values = new LinkedHashMap<>();
    private final Map<String, String> flagCodes = new HashMap<>();
    private @Nullable String end;
    private @Nullable String period;
    private boolean hasValues;

    /** What stands at one place: a number, null for due and missing, or a reason to refuse it. */
    private record Value(
            String place,
            @Nullable BigDecimal number,
            @Nullable Refusal refusal) {}

    JsonRecord(String place, Station station, Parameters parameters, Flags flags) {
        this.place = place;
        this.station = station;
        this.parameters = parameters;
        this.flags = flags;
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
            values.put(name, valuesAt(json, json.nextToken(), place + "/values/" + pointer(name)));
        }
        if (values.isEmpty()) {
            refuse(Reason.BAD_SHAPE, "/values", "an empty object holds no value");
        }
    }

    private static String pointer(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    private static List<Value> valuesAt(JsonParser json, JsonToken token, String at) throws IOException {
        if (token != JsonToken.START_ARRAY) {
            return List.of(value(json, token, at));
        }
        List<Value> found = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            found.add(value(json, json.currentToken(), at + "/" + found.size()));
        }
        return found;
    }

    private static Value value(JsonParser json, JsonToken token, String at) throws IOException {
        if (token == JsonToken.VALUE_NULL) {
            return new Value(at, null, null);
        }
        if (!token.isNumeric()) {
            json.skipChildren();
            return new Value(at, null, new Refusal(Reason.NOT_A_NUMBER, at, "expected a number or null"));
        }
        Optional<BigDecimal> number = number(json);
        return number.isPresent()
                ? new Value(at, number.get(), null)
                : new Value(at, null, new Refusal(Reason.NOT_A_NUMBER, at, "more digits than a measurement has"));
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

    void conclude(List<Placed> readings, List<Refusal> allRefusals) {
        Optional<Instant> at = endInstant();
        Optional<Duration> length = length();
        if (!hasValues) {
            refuse(Reason.BAD_SHAPE, "", "no values");
        }
        // Flags that cannot be read might void any value.
        boolean flagsRead = !refused(Reason.UNKNOWN_FLAG);
        refuseFlagsWithoutValue();
        if (at.isPresent() && length.isPresent() && flagsRead) {
            values.forEach((name, found) -> conclude(name, found, at.get(), length.get(), readings));
        }
        allRefusals.addAll(refusals);
    }

    private Optional<Instant> endInstant() {
        String stamp = end;
        if (stamp == null) {
            if (!refused(Reason.BAD_TIME)) {
                refuse(Reason.BAD_TIME, "/end", "no end of the averaging period");
            }
            return Optional.empty();
        }
        try {
            return Optional.of(instant(stamp));
        } catch (DateTimeException e) {
            refuse(Reason.BAD_TIME, "/end", "'" + stamp + "' is not a time with its offset");
            return Optional.empty();
        }
    }

    private static Instant instant(String stamp) {
        if (stamp.contains("T24")) {
            Matcher midnight = MIDNIGHT_24.matcher(stamp);
            if (midnight.matches()) {
                return OffsetDateTime.parse(midnight.group(1) + "T00:00:00" + midnight.group(3))
                        .plusDays(1)
                        .toInstant();
            }
        }
        return OffsetDateTime.parse(stamp, DateTimeFormatter.ISO_OFFSET_DATE_TIME)
                .toInstant();
    }

    private Optional<Duration> length() {
        String iso = period;
        if (iso == null) {
            // Where a period was sent but cannot be read, the station's own is not what it meant.
            return refused(Reason.BAD_PERIOD) ? Optional.empty() : Optional.of(station.period());
        }
        try {
            Duration length = Duration.parse(iso);
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

    private void conclude(String name, List<Value> found, Instant at, Duration length, List<Placed> readings) {
        Optional<Parameter> parameter = parameters.byCode(name);
        if (parameter.isEmpty()) {
            refuse(Reason.UNKNOWN_PARAMETER, "/values/" + pointer(name), "no parameter '" + name + "'");
            return;
        }
        Optional<Flag> flag = flag(name);
        if (flag.isEmpty()) {
            return;
        }
        if (canBePlaced(name, found.size(), at, length)) {
            conclude(found, parameter.get(), flag.get(), at, length, readings);
        }
    }

    private boolean canBePlaced(String name, int count, Instant at, Duration length) {
        if (count == 0) {
            refuse(Reason.BAD_SHAPE, "/values/" + pointer(name), "an empty array holds no value");
        } else if (count > 1 && length.isZero()) {
            refuse(Reason.BAD_PERIOD, "/values/" + pointer(name), "an array of values needs a period");
        } else if (Duration.between(Instant.MIN, at).compareTo(length.multipliedBy(count)) < 0) {
            refuse(Reason.BAD_TIME, "/end", "the first period of '" + name + "' begins before time can be told");
        } else {
            return true;
        }
        return false;
    }

    private void conclude(
            List<Value> found, Parameter parameter, Flag flag, Instant at, Duration length, List<Placed> readings) {
        for (int i = 0; i < found.size(); i++) {
            Instant itsEnd = at.minus(length.multipliedBy(found.size() - 1L - i));
            conclude(found.get(i), parameter, Period.ending(itsEnd, length), flag, readings);
        }
    }

    private void conclude(Value value, Parameter parameter, Period span, Flag flag, List<Placed> readings) {
        Refusal refusal = value.refusal();
        if (refusal != null) {
            refusals.add(refusal);
            return;
        }
        readings.add(new Placed(new Reading(station.code(), parameter, span, value.number(), flag), value.place()));
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

    private boolean refused(Reason reason) {
        return refusals.stream().anyMatch(refusal -> refusal.reason() == reason);
    }

    private void refuse(Reason reason, String at, String detail) {
        refusals.add(new Refusal(reason, place + at, detail));
    }
}
