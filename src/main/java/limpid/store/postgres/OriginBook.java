package limpid.store.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The numbers of origins: by which way and whom readings came. An origin is numbered on first sight and never changes. */
final class OriginBook {
    private final Map<String, Integer> known = new ConcurrentHashMap<>();

    /** The number of an origin. Where it is new, it is committed on its own: an unused origin does no harm. */
    int of(String name, Connection connection) throws SQLException {
        Integer id = known.get(name);
        if (id == null) {
            Query.named("addOrigin").with("name", name).update(connection);
            id = Query.named("findOrigin")
                    .with("name", name)
                    .list(connection, row -> row.getInt(1))
                    .getFirst();
            known.put(name, id);
        }
        return id;
    }
}
