package limpid.api.bulletin;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.OffsetDateTime;
import java.util.Map;
import limpid.api.http.Holders;
import limpid.api.http.Local;
import limpid.api.http.Page;
import limpid.bulletin.Difference;
import limpid.store.Publications.Publication;
import org.jspecify.annotations.Nullable;

/**
 * A bulletin that was published 通报发布记录. It is never changed, and may be withdrawn 撤回.
 *
 * @param lang        zh or en
 * @param publishedAt when; its figures of air and noise are those known at this time, so that asking with it as
 *                    {@code asOf} answers them again
 * @param publishedBy name of the key; null for those who ask without one
 * @param markdown    the text; null in lists
 * @param figures     that were printed, as BulletinFigures; null in lists
 * @param withdrawnAt when it was withdrawn; null while it stands
 * @param withdrawnBy who did; null for those who ask without a key
 * @param withdrawnFor why; null while it stands
 */
@Schema(name = "Publication")
public record PublicationView(
        long id,
        String city,
        String period,
        String lang,
        OffsetDateTime publishedAt,
        @Nullable String publishedBy,
        @Nullable String markdown,
        @Nullable Map<String, @Nullable Object> figures,
        @Nullable OffsetDateTime withdrawnAt,
        @Nullable String withdrawnBy,
        @Nullable String withdrawnFor) {

    static PublicationView listed(Publication publication) {
        return of(publication, null, null);
    }

    static PublicationView whole(Publication publication, Map<String, @Nullable Object> figures) {
        return of(publication, publication.markdown(), figures);
    }

    private static PublicationView of(
            Publication publication, @Nullable String markdown, @Nullable Map<String, @Nullable Object> figures) {
        return new PublicationView(
                publication.id(),
                publication.city(),
                publication.period(),
                publication.language(),
                Local.time(publication.publishedAt()),
                Holders.name(publication.publishedBy()),
                markdown,
                figures,
                publication.withdrawnAt() == null ? null : Local.time(publication.withdrawnAt()),
                publication.withdrawnBy() == null ? null : Holders.name(publication.withdrawnBy()),
                publication.withdrawnFor());
    }

    static Page.Lines<PublicationView> csv() {
        return Page.Lines.of(
                PublicationView.class,
                "id city period lang publishedAt publishedBy withdrawnAt withdrawnBy withdrawnFor");
    }

    /**
     * A published figure that has changed since.
     *
     * @param figure where it stands among the figures, for example {@code air.concentrations.SO2.now}
     * @param then   as published; null where it was missing
     * @param now    as it is known now; null where it is missing
     */
    @Schema(name = "PublicationDifference")
    public record DifferenceView(
            String figure, @Nullable String then, @Nullable String now) {
        static DifferenceView of(Difference difference) {
            return new DifferenceView(difference.figure(), difference.then(), difference.now());
        }

        static Page.Lines<DifferenceView> csv() {
            return Page.Lines.of(DifferenceView.class, "figure then now");
        }
    }
}
