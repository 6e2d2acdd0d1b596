package limpid.api.http;

import io.micronaut.core.convert.ArgumentConversionContext;
import io.micronaut.core.convert.ConversionContext;
import io.micronaut.core.convert.TypeConverter;
import jakarta.inject.Singleton;
import java.util.Optional;
import limpid.measure.AssessmentPeriod;

/** Reads a period by its name; any other text is a problem that says what periods look like. */
@Singleton
final class PeriodConverter implements TypeConverter<CharSequence, AssessmentPeriod> {
    @Override
    public Optional<AssessmentPeriod> convert(
            CharSequence text, Class<AssessmentPeriod> type, ConversionContext context) {
        Optional<AssessmentPeriod> period = AssessmentPeriod.named(text.toString(), AssessmentPeriod.PUBLISHED);
        if (period.isEmpty() && context instanceof ArgumentConversionContext<?> parameter) {
            context.reject(
                    text,
                    Problem.badParameter(
                            parameter.getArgument().getName(),
                            text.toString(),
                            AssessmentPeriod.expected(AssessmentPeriod.PUBLISHED)));
        }
        return period;
    }
}
