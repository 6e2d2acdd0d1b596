package limpid;

import io.micronaut.aop.Around;
import io.micronaut.context.annotation.Type;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What is to be done by time, by one instance with the role: of several, by the one that has its lead. */
@Around
@Type(JobInterceptor.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface Job {
    /** Its name, the same in all instances. */
    String value();

    /** Whether it is done above cells too, where there are no readings. */
    boolean above() default false;
}
