package limpid.api.reading;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.List;
import limpid.api.http.Holders;
import limpid.api.http.Local;
import limpid.api.http.Page.Lines;
import limpid.measure.Reading;
import limpid.store.ReadingHistory.Known;
import limpid.store.ReadingHistory.Revision;
import org.jspecify.annotations.Nullable;

/**
 * A reading 监测数据 as it is or was known.
 *
 * @param start      of the averaging period
 * @param end        of the averaging period, its stamp
 * @param value      with the digits it was sent with; null with a reason
 * @param reason     why there is no value
 * @param flag       code of /api/v1/flags
 * @param recordedAt since when it has this value
 * @param broughtBy  by which way and whom it came, such as mqtt, http lab or review ana; left out where it was kept
 *                   before that was; only where revisions are asked for
 * @param revisions  what it was before, oldest first; only where asked for
 */
@Schema(name = "Reading")
public record ReadingView(
        String station,
        String parameter,
        OffsetDateTime start,
        OffsetDateTime end,
        @Nullable BigDecimal value,
        @Nullable String reason,
        String unit,
        String flag,
        OffsetDateTime recordedAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String broughtBy,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<RevisionView> revisions) {

    static Lines<ReadingView> csv() {
        return Lines.of(ReadingView.class, "station parameter start end value reason unit flag recordedAt");
    }

    /** Without revisions. */
    static ReadingView of(Known known) {
        return of(known, null);
    }

    /** As the newest one: a value that enters no figure is not shown for what it is, and the flag says why. */
    public static ReadingView newest(Known known) {
        ReadingView view = of(known, null);
        return known.reading().valid() || view.value == null
                ? view
                : new ReadingView(
                        view.station,
                        view.parameter,
                        view.start,
                        view.end,
                        null,
                        "flag " + view.flag,
                        view.unit,
                        view.flag,
                        view.recordedAt,
                        view.broughtBy,
                        view.revisions);
    }

    /** With its revisions. */
    static ReadingView withRevisions(Known known) {
        return of(known, known.revisions().stream().map(RevisionView::of).toList());
    }

    private static ReadingView of(Known known, @Nullable List<RevisionView> revisions) {
        Reading reading = known.reading();
        return new ReadingView(
                reading.station(),
                reading.parameter().code(),
                Local.time(reading.period().start()),
                Local.time(reading.end()),
                reading.value(),
                reading.value() == null ? "missing" : null,
                reading.parameter().unit(),
                reading.flag().code(),
                Local.time(known.recordedAt()),
                revisions == null ? null : Holders.originIfKnown(known.broughtBy()),
                revisions);
    }

    /**
     * What a reading was for a while.
     *
     * @param knownFrom since when
     * @param knownTo   until when, that instant not included
     * @param origin    who brought the next value
     * @param why       it was changed
     * @param broughtBy by which way and whom this value came; left out where it was kept before that was
     */
    @Schema(name = "Revision")
    public record RevisionView(
            @Nullable BigDecimal value,
            @Nullable String reason,
            String flag,
            OffsetDateTime knownFrom,
            OffsetDateTime knownTo,
            String origin,
            String why,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String broughtBy) {

        static RevisionView of(Revision revision) {
            return new RevisionView(
                    revision.value(),
                    revision.value() == null ? "missing" : null,
                    revision.flag().code(),
                    Local.time(revision.knownFrom()),
                    Local.time(revision.knownTo()),
                    Holders.origin(revision.origin()),
                    revision.reason(),
                    Holders.originIfKnown(revision.broughtBy()));
        }
    }
}
