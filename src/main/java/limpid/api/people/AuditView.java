package limpid.api.people;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.OffsetDateTime;
import limpid.api.http.Local;
import limpid.api.http.Page.Lines;
import limpid.people.AuditChain.Linked;
import limpid.people.AuditEntry;

/**
 * Something that was done, or tried.
 *
 * @param id      1, 2, 3, without a gap
 * @param kind    of who: person, key, anonymous, or system for the command line
 * @param who     name; of a refused sign-in the one that was tried
 * @param address from where
 * @param action  method and path of the route, or a command
 * @param target  path and query, or the arguments of the command
 * @param status  HTTP status of the answer
 * @param detail  what was sent (a long body by bytes and sha256), before and after where they are known, problem and why of a refusal
 * @param digest  SHA-256 of this entry and the digest before it
 */
@Schema(name = "AuditEntry")
public record AuditView(
        long id,
        OffsetDateTime at,
        String kind,
        String who,
        String address,
        String action,
        String target,
        int status,
        @JsonRawValue @Schema(type = "object") String detail,
        String digest) {
    /** As a file. */
    public static final Lines<AuditView> CSV =
            Lines.of(AuditView.class, "id at kind who address action target status detail digest");

    /** An entry as it is shown. */
    public static AuditView of(Linked linked) {
        AuditEntry entry = linked.entry();
        return new AuditView(
                linked.link().id(),
                Local.time(entry.at()),
                entry.kind(),
                entry.who(),
                entry.address(),
                entry.action(),
                entry.target(),
                entry.status(),
                entry.detail(),
                linked.link().digest());
    }
}
