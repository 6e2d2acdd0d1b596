package limpid.api.hj212;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.OffsetDateTime;
import java.util.List;
import limpid.api.http.Local;
import limpid.decode.hj212.Explanation;
import limpid.decode.hj212.Explanation.Line;
import limpid.store.LoggerBook.LastFrame;

/**
 * A frame, field by field, as {@code limpid decode} explains it. Its password is left out.
 *
 * @param command number of the command
 * @param at      when it came
 * @param sound   whether its check is right by the standard's algorithm and its data can be read
 */
@Schema(name = "LoggerFrame")
public record FrameView(int command, OffsetDateTime at, boolean sound, List<FieldView> fields) {
    private static final String PASSWORD = "PW";

    /**
     * A field of a frame.
     *
     * @param name  as sent; ## is the length, ~ a deviation, ! what cannot be read
     * @param value as sent
     * @param means in Chinese and English
     */
    @Schema(name = "LoggerFrameField")
    public record FieldView(String name, String value, String means) {
        private static FieldView of(Line line) {
            return new FieldView(
                    line.name().strip(), line.name().equals(PASSWORD) ? "***" : line.value(), line.means());
        }
    }

    static FrameView of(LastFrame frame) {
        Explanation explained = Explanation.of(frame.bytes());
        return new FrameView(
                frame.command(),
                Local.time(frame.at()),
                explained.isSound(),
                explained.lines().stream().map(FieldView::of).toList());
    }
}
