package limpid;

import io.micronaut.aop.MethodInterceptor;
import io.micronaut.aop.MethodInvocationContext;
import jakarta.inject.Singleton;
import limpid.store.Leads;
import org.jspecify.annotations.Nullable;

/** Lets a job run where it is this instance's. */
@Singleton
final class JobInterceptor implements MethodInterceptor<Object, Object> {
    private static final String JOB = "job ";

    private final Settings settings;
    private final Leads leads;

    JobInterceptor(Settings settings, Leads leads) {
        this.settings = settings;
        this.leads = leads;
    }

    @Override
    public @Nullable Object intercept(MethodInvocationContext<Object, Object> job) {
        String name = job.stringValue(Job.class).orElseThrow();
        return settings.instance().is(Role.ROLLUP) && leads.isOurs(JOB + name) ? job.proceed() : null;
    }
}
