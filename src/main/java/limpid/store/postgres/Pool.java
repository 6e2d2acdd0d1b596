package limpid.store.postgres;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.data.connection.jdbc.advice.ContextualAwareDataSource;
import jakarta.inject.Singleton;
import javax.sql.DataSource;

/** The connections of the stores that Micronaut Data runs. */
public final class Pool {
    /** Those it asks for; in application.yml stands what it has to know of them. */
    public static final String NAME = "default";

    private Pool() {}

    /** Every other store asks a pool itself; Micronaut Data would let it have none but what a call of its own holds. */
    @Singleton
    @Replaces(ContextualAwareDataSource.class)
    static final class AsItIs implements BeanCreatedEventListener<DataSource> {
        @Override
        public DataSource onCreated(BeanCreatedEvent<DataSource> event) {
            return event.getBean();
        }
    }
}
