package limpid.store.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import limpid.programme.EvidenceFile;
import limpid.programme.EvidenceFile.Subject;
import limpid.store.EvidenceFiles;
import org.jspecify.annotations.Nullable;

/** Evidence files in PostgreSQL. */
public final class PostgresEvidenceFiles implements EvidenceFiles {
    private static final String TABLE = "evidence_file";
    private static final String PROGRAMME = "programme";

    private final DataSource database;

    /** Those of this database. */
    public PostgresEvidenceFiles(DataSource database) {
        this.database = database;
    }

    @Override
    public EvidenceFile add(String programme, EvidenceFile file, byte[] content) {
        return Turn.of(database, TABLE, "keeping an evidence file", open -> {
            Optional<EvidenceFile> there = same(open, programme, file);
            return there.isPresent()
                    ? there.get()
                    : of(Query.named("addEvidenceFile"), programme, file)
                            .with("size", file.size())
                            .with("content", content)
                            .with("by", file.addedBy())
                            .with("at", KnownTime.take(open))
                            .list(open, PostgresEvidenceFiles::read)
                            .getFirst();
        });
    }

    private static Optional<EvidenceFile> same(Connection open, String programme, EvidenceFile file)
            throws SQLException {
        return of(Query.named("sameEvidenceFile"), programme, file).list(open, PostgresEvidenceFiles::read).stream()
                .findFirst();
    }

    private static Query of(Query query, String programme, EvidenceFile file) {
        Subject of = file.of();
        return query.with(PROGRAMME, programme)
                .with("city", of.city())
                .with("indicator", of.indicator())
                .with("period", of.period())
                .with("task", of.task())
                .with("unit", of.unit())
                .with("name", file.name())
                .with("sha256", file.sha256());
    }

    @Override
    public List<EvidenceFile> list(
            String programme, @Nullable String city, @Nullable String indicator, @Nullable String task) {
        return files(programme, null, city, indicator, task);
    }

    @Override
    public Optional<EvidenceFile> find(String programme, long id) {
        return files(programme, id, null, null, null).stream().findFirst();
    }

    private List<EvidenceFile> files(
            String programme,
            @Nullable Long id,
            @Nullable String city,
            @Nullable String indicator,
            @Nullable String task) {
        return Query.named("evidenceFiles")
                .with(PROGRAMME, programme)
                .with("id", id)
                .with("city", city)
                .with("indicator", indicator)
                .with("task", task)
                .list(database, PostgresEvidenceFiles::read);
    }

    @Override
    public Optional<byte[]> content(String programme, long id) {
        return Query.text(
                        "content of an evidence file",
                        "SELECT content FROM evidence_file WHERE programme = :programme AND id = :id AND content IS NOT NULL")
                .with(PROGRAMME, programme)
                .with("id", id)
                .list(database, row -> row.getBytes("content"))
                .stream()
                .findFirst();
    }

    @Override
    public boolean remove(String programme, long id, String by) {
        return Turn.of(
                database,
                TABLE,
                "taking back an evidence file",
                open -> Query.named("removeEvidenceFile")
                                .with(PROGRAMME, programme)
                                .with("id", id)
                                .with("by", by)
                                .with("at", KnownTime.take(open))
                                .update(open)
                        > 0);
    }

    private static EvidenceFile read(ResultSet row) throws SQLException {
        return new EvidenceFile(
                row.getLong("id"),
                new Subject(
                        row.getString("city"),
                        row.getString("indicator"),
                        row.getString("period"),
                        row.getString("task"),
                        row.getString("unit")),
                row.getString("name"),
                row.getInt("size"),
                row.getString("sha256"),
                row.getString("added_by"),
                Column.instant(row, "added_at"),
                row.getString("removed_by"),
                Column.optionalInstant(row, "removed_at"));
    }
}
