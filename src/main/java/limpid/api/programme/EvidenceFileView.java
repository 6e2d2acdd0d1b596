package limpid.api.programme;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.OffsetDateTime;
import limpid.api.http.Local;
import limpid.api.http.Page;
import limpid.programme.EvidenceFile;
import org.jspecify.annotations.Nullable;

/**
 * A file that proves what was entered 佐证材料.
 *
 * @param id        its number
 * @param city      whose figure or task it proves
 * @param indicator code with its part; empty for a file of a task
 * @param period    of the figure; empty for a file of a task
 * @param task      code; empty for a file of an indicator
 * @param unit      that reports on the task; empty for a file of an indicator
 * @param name      of the file
 * @param size      bytes
 * @param sha256    digest of its content
 * @param removedBy who took it back, and its content with it; null while it is there
 */
@Schema(name = "EvidenceFile")
public record EvidenceFileView(
        long id,
        String city,
        String indicator,
        String period,
        String task,
        String unit,
        String name,
        int size,
        String sha256,
        String addedBy,
        OffsetDateTime addedAt,
        @Nullable String removedBy,
        @Nullable OffsetDateTime removedAt) {

    static EvidenceFileView of(EvidenceFile file) {
        return new EvidenceFileView(
                file.id(),
                file.of().city(),
                file.of().indicator(),
                file.of().period(),
                file.of().task(),
                file.of().unit(),
                file.name(),
                file.size(),
                file.sha256(),
                file.addedBy(),
                Local.time(file.addedAt()),
                file.removedBy(),
                file.removedAt() == null ? null : Local.time(file.removedAt()));
    }

    static Page.Lines<EvidenceFileView> csv() {
        return Page.Lines.of(
                EvidenceFileView.class,
                "id city indicator period task unit name size sha256 addedBy addedAt removedBy removedAt");
    }
}
