package limpid.store.postgres;

import io.micronaut.aop.InterceptorBean;
import io.micronaut.aop.MethodInterceptor;
import io.micronaut.aop.MethodInvocationContext;
import io.micronaut.data.connection.exceptions.ConnectionException;
import io.micronaut.data.connection.jdbc.exceptions.CannotGetJdbcConnectionException;
import io.micronaut.data.exceptions.DataAccessException;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Tells failures of Micronaut Data as those of the store. */
@Singleton
@InterceptorBean(Stored.class)
final class StoredFailures implements MethodInterceptor<Object, Object> {
    @Override
    public @Nullable Object intercept(MethodInvocationContext<Object, Object> call) {
        try {
            return call.proceed();
        } catch (DataAccessException | ConnectionException | CannotGetJdbcConnectionException e) {
            throw told(call.getDeclaringType().getSimpleName() + "." + call.getMethodName(), e);
        }
    }

    private static RuntimeException told(String operation, RuntimeException failure) {
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException reason) {
                return Failure.of(operation, reason);
            }
        }
        return failure;
    }
}
