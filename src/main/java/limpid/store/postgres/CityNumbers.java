package limpid.store.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The numbers of cities as subjects of results. */
final class CityNumbers {
    private CityNumbers() {}

    /** @return by city; one that is nobody's is left out */
    static Map<String, Integer> of(Collection<String> cities, Connection connection) throws SQLException {
        Map<String, Integer> numbers = new HashMap<>();
        Query.named("cityIds")
                .with("codes", List.copyOf(cities))
                .list(connection, row -> numbers.put(row.getString("code"), row.getInt("id")));
        return numbers;
    }
}
