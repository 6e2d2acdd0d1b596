package limpid.api.programme;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import limpid.api.http.Local;
import limpid.api.http.Page;
import limpid.programme.CheckReport;
import limpid.store.KeptCheck;
import org.jspecify.annotations.Nullable;

/**
 * A revision of a check as it was kept 核查结果历次.
 *
 * @param targetNo        which target of the indicator, counted from 1
 * @param value           as published then; null with a reason, or where parts are judged each for itself
 * @param target          as printed
 * @param allowanceKind   what the rest of a running period could afford; null where that did not apply
 * @param asOf            date on which it was first found so
 * @param revision        counted from 1
 * @param knownTo         until when it was what was known; null where it still is
 * @param evidence        address of what the check of that date rests on, as known now
 */
@Schema(name = "KeptCheck")
@JsonInclude(JsonInclude.Include.ALWAYS)
public record KeptCheckView(
        String programme,
        String city,
        String indicator,
        String part,
        int targetNo,
        String period,
        String nameZh,
        String nameEn,
        String verdict,
        @Nullable String reason,
        @Nullable BigDecimal value,
        @Nullable BigDecimal unrounded,
        String operator,
        String target,
        String unit,
        @Nullable BigDecimal margin,
        String basis,
        String edition,
        @Nullable String allowanceKind,
        @Nullable BigDecimal allowanceAmount,
        LocalDate asOf,
        int revision,
        OffsetDateTime knownFrom,
        @Nullable OffsetDateTime knownTo,
        String evidence) {

    static KeptCheckView of(KeptCheck known) {
        CheckReport kept = known.report();
        return new KeptCheckView(
                kept.programme(),
                kept.city(),
                kept.indicator(),
                kept.part(),
                kept.target(),
                kept.period(),
                kept.nameZh(),
                kept.nameEn(),
                kept.verdict(),
                kept.reason().isEmpty() ? null : kept.reason(),
                kept.value(),
                kept.unrounded(),
                kept.operator(),
                kept.printed(),
                kept.unit(),
                kept.margin(),
                kept.basis(),
                kept.edition(),
                kept.allowance(),
                kept.allowanceAmount(),
                kept.asOf(),
                known.revision(),
                Local.time(known.knownFrom()),
                known.knownTo() == null ? null : Local.time(known.knownTo()),
                CheckEvidence.address(
                        kept.programme(), kept.city(), kept.indicator() + kept.part(), kept.target(), kept.asOf()));
    }

    static Page.Lines<KeptCheckView> csv() {
        return Page.Lines.of(
                KeptCheckView.class,
                "programme city indicator part targetNo period nameZh nameEn verdict reason value "
                        + "unrounded operator target unit margin basis edition allowanceKind allowanceAmount "
                        + "asOf revision knownFrom knownTo");
    }
}
