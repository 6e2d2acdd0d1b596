package limpid.store.postgres;

import io.micronaut.aop.Around;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A store of rows whose statements Micronaut Data runs; a failure of the database is told as by any other store. */
@JdbcRepository(dialect = Dialect.POSTGRES)
@Around
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@interface Stored {}
