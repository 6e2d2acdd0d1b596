package limpid.api.hj212;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.OffsetDateTime;
import limpid.api.http.Local;
import limpid.api.http.Page.Lines;
import limpid.store.LoggerBook.Said;

/**
 * Something a data logger says of itself or of an instrument 现场端信息.
 *
 * @param command  by which it was told, for example 3020
 * @param item     the factor whose instrument it is of; empty where it is of the logger
 * @param name     what it is, for example i11001-Info, SystemTime
 * @param dataTime as sent; empty where none was
 * @param at       when it came for the first time
 */
@Schema(name = "LoggerInformation")
public record SaidView(
        String station, int command, String item, String name, String value, String dataTime, OffsetDateTime at) {

    static Lines<SaidView> csv() {
        return Lines.of(SaidView.class, "station command item name value dataTime at");
    }

    static SaidView of(Said said) {
        return new SaidView(
                said.station(),
                said.command(),
                said.item(),
                said.name(),
                said.value(),
                said.dataTime(),
                Local.time(said.at()));
    }
}
