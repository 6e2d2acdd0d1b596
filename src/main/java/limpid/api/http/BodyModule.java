package limpid.api.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.deser.std.NumberDeserializers;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Optional;
import limpid.measure.Characters;
import limpid.measure.Numbers;
import limpid.measure.TimeText;

/**
 * What every JSON body of a request is read by: texts hold only {@link Characters} that can be kept, numbers stay within the
 * bounds of {@link Numbers}. Bodies that are messages of stations are not read by it; the intake decodes their bytes.
 */
@Singleton
final class BodyModule extends SimpleModule {
    private static final long serialVersionUID = 1;

    BodyModule() {
        super("bodies of requests");
        addDeserializer(String.class, new Scalar<>(String.class, BodyModule::text));
        addKeyDeserializer(String.class, new Member());
        addDeserializer(BigDecimal.class, new Scalar<>(BigDecimal.class, BodyModule::decimal));
        addDeserializer(Number.class, new Scalar<>(Number.class, BodyModule::number));
        addDeserializer(OffsetDateTime.class, new Scalar<>(OffsetDateTime.class, BodyModule::time));
    }

    /** Reads a value; what it refuses is a fault of the body. */
    private interface Reading<T> {
        T of(JsonParser json, DeserializationContext context) throws IOException;
    }

    private static final class Scalar<T> extends StdScalarDeserializer<T> {
        private static final long serialVersionUID = 1;
        private final transient Reading<T> reading;

        Scalar(Class<T> type, Reading<T> reading) {
            super(type);
            this.reading = reading;
        }

        @Override
        public T deserialize(JsonParser json, DeserializationContext context) throws IOException {
            return reading.of(json, context);
        }
    }

    private static String text(JsonParser json, DeserializationContext context) throws IOException {
        String text = StringDeserializer.instance.deserialize(json, context);
        Optional<String> reason = Optional.ofNullable(text).flatMap(Characters::refused);
        if (reason.isPresent()) {
            throw context.weirdStringException(Characters.shown(text), String.class, reason.get());
        }
        return text;
    }

    private static final class Member extends KeyDeserializer {
        @Override
        public Object deserializeKey(String name, DeserializationContext context) throws IOException {
            Optional<String> reason = Characters.refused(name);
            if (reason.isPresent()) {
                throw context.weirdKeyException(String.class, Characters.shown(name), reason.get());
            }
            return name;
        }
    }

    private static BigDecimal decimal(JsonParser json, DeserializationContext context) throws IOException {
        return bounded(NumberDeserializers.BigDecimalDeserializer.instance.deserialize(json, context), context);
    }

    /** Of members that may be of any type. */
    private static Number number(JsonParser json, DeserializationContext context) throws IOException {
        if (!json.currentToken().isNumeric()) {
            return (Number) context.handleUnexpectedToken(Number.class, json);
        }
        return json.currentToken() == JsonToken.VALUE_NUMBER_INT
                        && json.getNumberType() != JsonParser.NumberType.BIG_INTEGER
                ? json.getNumberValue()
                : bounded(json.getDecimalValue(), context);
    }

    /** Times as everywhere else: {@code 24:00} is the end of its day. */
    private static OffsetDateTime time(JsonParser json, DeserializationContext context) throws IOException {
        String text = json.getText();
        try {
            return TimeText.withOffset(text);
        } catch (DateTimeException e) {
            throw context.weirdStringException(
                    Characters.shown(text), OffsetDateTime.class, "expected a time such as 2026-03-01T09:30:00+08:00");
        }
    }

    private static BigDecimal bounded(BigDecimal number, DeserializationContext context) throws IOException {
        Optional<BigDecimal> bounded = Numbers.bounded(number);
        if (bounded.isEmpty()) {
            throw context.weirdNumberException(number, Number.class, "expected " + Numbers.EXPECTED);
        }
        return bounded.get();
    }
}
