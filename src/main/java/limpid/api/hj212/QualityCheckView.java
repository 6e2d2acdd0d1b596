package limpid.api.hj212;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.List;
import limpid.api.http.Local;
import limpid.api.http.Page.Lines;
import limpid.decode.hj212.QualityCheck;
import limpid.decode.hj212.QualityCheck.RecoveryRange;
import limpid.measure.Parameter;
import limpid.measure.Parameters;
import limpid.store.LoggerBook.Checked;
import org.jspecify.annotations.Nullable;

/**
 * A check of an analyser 质控 as its data logger tells it; values in the unit of the factor, as sent.
 *
 * @param kind        standard 标样核查, recovery 加标回收, parallel 平行样, blank 零点核查, span 跨度核查
 * @param item        code of the factor, for example w21003
 * @param parameter   of /api/v1/parameters; null where no parameter stands for the factor
 * @param at          its DataTime
 * @param measured    what the analyser found
 * @param standard    what the standard solution has
 * @param span        of checks of zero and span
 * @param water       of a recovery, the water before; of parallel samples, the first
 * @param waterAt     when that was measured
 * @param added       concentration of what was added, of a recovery
 * @param addedVolume volume of it
 * @param volume      of the water with it
 * @param percent     of a recovery 加标回收率 how much of what was added was found again; of a standard solution the relative error,
 *                    of parallel samples the relative deviation, of zero and span the error in percent of the span
 * @param lacks       where there is no percentage, what is missing for it
 * @param recoveryMet whether a recovery lies within LIMPID_HJ212_RECOVERY_LEAST and LIMPID_HJ212_RECOVERY_MOST; null for others
 * @param passed      where the logger judges it
 * @param flag        as sent; empty where there was none
 * @param receivedAt  when it came
 */
@Schema(name = "QualityCheck")
public record QualityCheckView(
        String station,
        String kind,
        String item,
        @Nullable String parameter,
        OffsetDateTime at,
        @Nullable BigDecimal measured,
        @Nullable BigDecimal standard,
        @Nullable BigDecimal span,
        @Nullable BigDecimal water,
        @Nullable OffsetDateTime waterAt,
        @Nullable BigDecimal added,
        @Nullable BigDecimal addedVolume,
        @Nullable BigDecimal volume,
        @Nullable BigDecimal percent,
        List<String> lacks,
        @Nullable Boolean recoveryMet,
        @Nullable Boolean passed,
        String flag,
        OffsetDateTime receivedAt) {

    static Lines<QualityCheckView> csv() {
        return Lines.of(
                QualityCheckView.class,
                "station kind item parameter at measured standard span water waterAt added addedVolume volume percent lacks recoveryMet passed flag receivedAt");
    }

    static QualityCheckView of(Checked checked, RecoveryRange recovery) {
        QualityCheck check = checked.check();
        QualityCheck.Figure figure = check.figure();
        return new QualityCheckView(
                checked.station(),
                check.kind().code(),
                check.item(),
                Parameters.standard().all().stream()
                        .filter(parameter -> check.item().equals(parameter.hj212()))
                        .map(Parameter::code)
                        .findFirst()
                        .orElse(null),
                Local.time(check.at()),
                check.measured(),
                check.standard(),
                check.span(),
                check.water(),
                Local.optionalTime(check.waterAt()),
                check.added(),
                check.addedVolume(),
                check.volume(),
                figure.percent(),
                figure.lacks(),
                recovery.admits(check),
                check.passed(),
                check.flag(),
                Local.time(checked.receivedAt()));
    }
}
