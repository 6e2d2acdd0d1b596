package limpid;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.aop.MethodInterceptor;
import io.micronaut.aop.MethodInvocationContext;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import limpid.store.Leads;
import org.jspecify.annotations.Nullable;

/** Lets a job run where it is this instance's. */
@Singleton
final class JobInterceptor implements MethodInterceptor<Object, Object> {
    private static final String JOB = "job ";

    private final Settings settings;
    private final Leads leads;
    private final KnownCells cells;
    private final MeterRegistry meters;
    private final Map<String, AtomicInteger> led = new ConcurrentHashMap<>();

    JobInterceptor(Settings settings, Leads leads, KnownCells cells, MeterRegistry meters) {
        this.settings = settings;
        this.leads = leads;
        this.cells = cells;
        this.meters = meters;
    }

    @Override
    public @Nullable Object intercept(MethodInvocationContext<Object, Object> job) {
        String name = job.stringValue(Job.class).orElseThrow();
        boolean ours = settings.instance().is(Role.ROLLUP)
                && (isDoneAbove(job) || !cells.isAbove())
                && leads.isOurs(JOB + name);
        led.computeIfAbsent(name, this::gauge).set(ours ? 1 : 0);
        return ours ? job.proceed() : null;
    }

    private static boolean isDoneAbove(MethodInvocationContext<Object, Object> job) {
        return job.booleanValue(Job.class, "above").orElse(false);
    }

    /** Which instance does what, for those who watch them all. */
    private AtomicInteger gauge(String name) {
        AtomicInteger leading = new AtomicInteger();
        Gauge.builder("limpid.job.leads", leading, AtomicInteger::get)
                .description("1 where this instance does the job")
                .tag("job", name)
                .register(meters);
        return leading;
    }
}
