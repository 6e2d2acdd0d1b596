package limpid.api.alert;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import limpid.alert.Alert;
import limpid.alert.AlertKind;
import limpid.alert.AlertSettings;
import limpid.api.http.Holders;
import limpid.api.http.Local;
import limpid.api.http.Page.Lines;
import limpid.measure.Language;
import limpid.measure.Medium;
import limpid.store.Alerts.Kept;
import org.jspecify.annotations.Nullable;

/**
 * An alert 预警.
 *
 * @param kind      a code of /api/v1/alerts/kinds
 * @param medium    null where it is of no single one
 * @param severity  notice 提示, warning 警告 or critical 严重
 * @param scope     station, city or service: what the subject is
 * @param subject   code of the station or name of the city; limpid for this service
 * @param city      empty for this service
 * @param item      the parameter it is about; null where it is about all of the subject
 * @param raisedAt  when its condition began to hold: the end of the period it rests on
 * @param clearedAt when it first no longer held; null while it holds
 * @param active    whether it holds as far as is known
 * @param withdrawn whether later data say that it never held
 * @param value     that raised it, in the item's unit; a class 1 to 6 for classes; null where no single value did
 * @param threshold that it missed, in the unit of the value or of the kind's threshold; null where it is no number
 * @param seen      what was seen, in words
 * @param seenZh    the same in Chinese
 * @param evidence  paths of what it rests on
 * @param revision  1 for the first
 * @param knownFrom since when it is known so
 * @param handled   acknowledged or closed, as somebody last said in a note; null where nobody did
 * @param assignee  the person it was assigned to last; null for nobody
 * @param snoozedUntil until when nobody is reminded of it; null where that is over
 * @param history   what was known before, the oldest first; in answers about this one only
 */
@Schema(name = "Alert")
public record AlertView(
        long id,
        String kind,
        String name,
        String nameEn,
        @Nullable String medium,
        String severity,
        String scope,
        String subject,
        String city,
        @Nullable String item,
        OffsetDateTime raisedAt,
        @Nullable OffsetDateTime clearedAt,
        boolean active,
        boolean withdrawn,
        @Nullable BigDecimal value,
        @Nullable BigDecimal threshold,
        String seen,
        String seenZh,
        List<String> evidence,
        int revision,
        OffsetDateTime knownFrom,
        @Nullable String handled,
        @Nullable String assignee,
        @Nullable OffsetDateTime snoozedUntil,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<AlertView> history) {

    static Lines<AlertView> csv() {
        return Lines.of(
                AlertView.class,
                "id kind name medium severity scope subject city item raisedAt clearedAt active withdrawn value "
                        + "threshold seen seenZh evidence revision knownFrom handled assignee snoozedUntil");
    }

    private static @Nullable String code(@Nullable Medium medium) {
        return medium == null ? null : medium.code();
    }

    /** Without its history. */
    public static AlertView of(Kept kept, AlertSettings settings) {
        return of(kept, settings, null);
    }

    static AlertView of(Kept kept, AlertSettings settings, @Nullable List<AlertView> history) {
        Alert alert = kept.alert();
        AlertKind kind = AlertKind.of(alert.kind());
        return new AlertView(
                kept.id(),
                kind.code(),
                kind.nameZh(),
                kind.nameEn(),
                code(kept.medium()),
                settings.severity(kind).code(),
                kept.scope(),
                kept.subject(),
                kept.city(),
                alert.item().isEmpty() ? null : alert.item(),
                Local.time(alert.raisedAt()),
                Local.optionalTime(alert.clearedAt()),
                alert.active(),
                alert.withdrawn(),
                alert.value(),
                alert.threshold(),
                alert.seen(Language.EN),
                alert.seen(Language.ZH),
                alert.evidence(),
                kept.revision(),
                Local.time(kept.knownFrom()),
                kept.handled(),
                Holders.name(kept.assignee()),
                Local.optionalTime(kept.snoozedUntil()),
                history);
    }

    /**
     * A kind of alert.
     *
     * @param medium    null where it is of any medium
     * @param drivenBy  data where it follows from readings and is recomputed with them, clock where from their lack, check where from
     *                  checks of programmes, result where from results of the last days, service where from this service itself
     * @param severity  notice, warning or critical
     * @param condition when it is raised; it is cleared when the condition no longer holds
     */
    @Schema(name = "AlertKind")
    public record KindView(
            String kind,
            @Nullable String medium,
            String severity,
            String name,
            String nameEn,
            String drivenBy,
            String condition) {
        static Lines<KindView> csv() {
            return Lines.of(KindView.class, "kind medium severity name nameEn drivenBy condition");
        }

        static KindView of(AlertKind kind, AlertSettings settings) {
            return new KindView(
                    kind.code(),
                    kind.medium().map(Medium::code).orElse(null),
                    settings.severity(kind).code(),
                    kind.nameZh(),
                    kind.nameEn(),
                    kind.driver().name().toLowerCase(Locale.ROOT),
                    kind.condition());
        }
    }
}
