package limpid.store.postgres;

import static io.micronaut.core.io.service.MicronautMetaServiceLoaderUtils.findMicronautMetaServiceEntries;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.DefaultApplicationContext;
import io.micronaut.context.DefaultApplicationContextBuilder;
import io.micronaut.inject.BeanDefinitionReference;
import io.micronaut.inject.qualifiers.Qualifiers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * The stores that Micronaut Data runs, for those who have a database but no service: commands and tests. Of all beans only
 * those that such a store needs are read. There is nothing in it that would have to be closed.
 */
public final class Repositories {
    private static final List<String> NEEDED = List.of(
            "limpid.store.postgres.",
            "io.micronaut.aop.",
            "io.micronaut.context.",
            "io.micronaut.data.",
            "io.micronaut.transaction.jdbc.");

    private final ApplicationContext context;

    private Repositories(ApplicationContext context) {
        this.context = context;
    }

    /** The stores of this database. */
    public static Repositories of(DataSource database) {
        ApplicationContext context = new Builder()
                .deduceEnvironment(false)
                .environmentPropertySource(false)
                .banner(false)
                .build();
        context.registerSingleton(DataSource.class, database, Qualifiers.byName(Pool.NAME));
        return new Repositories(context.start());
    }

    /** The store of this kind. */
    public <T> T get(Class<T> store) {
        return context.getBean(store);
    }

    private static final class Builder extends DefaultApplicationContextBuilder {
        @Override
        protected ApplicationContext newApplicationContext() {
            return new Beans(this);
        }
    }

    private static final class Beans extends DefaultApplicationContext {
        @SuppressWarnings("rawtypes")
        private final List<BeanDefinitionReference> definitions = definitions();

        Beans(DefaultApplicationContextBuilder builder) {
            super(builder);
        }

        @Override
        @SuppressWarnings("rawtypes")
        protected List<BeanDefinitionReference> resolveBeanDefinitionReferences() {
            return definitions;
        }

        /** By their names: to load the definitions of all beans takes longer than most commands. */
        @SuppressWarnings("rawtypes")
        private static List<BeanDefinitionReference> definitions() {
            ClassLoader loader = Repositories.class.getClassLoader();
            List<BeanDefinitionReference> definitions = new ArrayList<>();
            try {
                for (String name : findMicronautMetaServiceEntries(loader, BeanDefinitionReference.class.getName())) {
                    if (NEEDED.stream().anyMatch(name::startsWith)) {
                        Object bean =
                                loader.loadClass(name).getDeclaredConstructor().newInstance();
                        definitions.add((BeanDefinitionReference) bean);
                    }
                }
            } catch (IOException | ReflectiveOperationException e) {
                throw new IllegalStateException("reading which beans the stores need", e);
            }
            definitions.removeIf(bean -> !bean.isPresent());
            return List.copyOf(definitions);
        }
    }
}
