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
        addDeserializer(String.class, new Text());
        addKeyDeserializer(String.class, new Member());
        addDeserializer(BigDecimal.class, new Decimal());
        addDeserializer(Number.class, new AnyNumber());
        addDeserializer(OffsetDateTime.class, new Time());
    }

    private static final class Text extends StdScalarDeserializer<String> {
        private static final long serialVersionUID = 1;

        Text() {
            super(String.class);
        }

        @Override
        public String deserialize(JsonParser json, DeserializationContext context) throws IOException {
            String text = StringDeserializer.instance.deserialize(json, context);
            Optional<String> reason = Optional.ofNullable(text).flatMap(Characters::refused);
            if (reason.isPresent()) {
                throw context.weirdStringException(Characters.shown(text), String.class, reason.get());
            }
            return text;
        }
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

    private static final class Decimal extends StdScalarDeserializer<BigDecimal> {
        private static final long serialVersionUID = 1;

        Decimal() {
            super(BigDecimal.class);
        }

        @Override
        public BigDecimal deserialize(JsonParser json, DeserializationContext context) throws IOException {
            BigDecimal number = NumberDeserializers.BigDecimalDeserializer.instance.deserialize(json, context);
            return bounded(number, context);
        }
    }

    /** Of members that may be of any type. */
    private static final class AnyNumber extends StdScalarDeserializer<Number> {
        private static final long serialVersionUID = 1;

        AnyNumber() {
            super(Number.class);
        }

        @Override
        public Number deserialize(JsonParser json, DeserializationContext context) throws IOException {
            if (!json.currentToken().isNumeric()) {
                return (Number) context.handleUnexpectedToken(Number.class, json);
            }
            return json.currentToken() == JsonToken.VALUE_NUMBER_INT && fitsLong(json)
                    ? json.getNumberValue()
                    : bounded(json.getDecimalValue(), context);
        }

        private static boolean fitsLong(JsonParser json) throws IOException {
            return json.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
        }
    }

    /** Times as everywhere else: {@code 24:00} is the end of its day. */
    private static final class Time extends StdScalarDeserializer<OffsetDateTime> {
        private static final long serialVersionUID = 1;

        Time() {
            super(OffsetDateTime.class);
        }

        @Override
        public OffsetDateTime deserialize(JsonParser json, DeserializationContext context) throws IOException {
            String text = json.getText();
            try {
                return TimeText.withOffset(text);
            } catch (DateTimeException e) {
                throw context.weirdStringException(
                        Characters.shown(text),
                        OffsetDateTime.class,
                        "expected a time such as 2026-03-01T09:30:00+08:00");
            }
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
