package limpid.hj212;

import java.lang.reflect.Proxy;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import limpid.store.LoggerBook;
import limpid.store.LoggerRequests;

/** Statements of loggers that are counted and not kept. */
final class Told {
    private Told() {}

    static Statements statements(AtomicLong count) {
        return new Statements(counting(LoggerBook.class, count), counting(LoggerRequests.class, count));
    }

    private static <T> T counting(Class<T> type, AtomicLong count) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, given) -> {
                    count.incrementAndGet();
                    return method.getReturnType() == OptionalLong.class ? OptionalLong.empty() : null;
                }));
    }
}
