package limpid.store.postgres;

import io.micronaut.context.annotation.Factory;
import io.micronaut.data.runtime.convert.DataTypeConverter;
import jakarta.inject.Singleton;
import java.sql.Date;
import java.time.YearMonth;
import java.util.Optional;

/** How columns are read as our types where Micronaut Data knows no way. */
@Factory
final class Conversions {
    /** A month is kept as its first day. */
    @Singleton
    DataTypeConverter<Date, YearMonth> months() {
        return (day, type, context) -> Optional.of(YearMonth.from(day.toLocalDate()));
    }
}
