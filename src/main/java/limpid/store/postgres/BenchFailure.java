package limpid.store.postgres;

import java.sql.SQLException;

/** Carries a database failure through the pure work to the transaction around it. */
final class BenchFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final SQLException sqlException;

    BenchFailure(SQLException sqlException) {
        super(sqlException);
        this.sqlException = sqlException;
    }

    SQLException sqlException() {
        return sqlException;
    }
}
