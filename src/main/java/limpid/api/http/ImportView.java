package limpid.api.http;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.function.IntSupplier;
import limpid.measure.Table;
import org.jspecify.annotations.Nullable;

/**
 * What the import of a table did, all of whose lines were taken: {@code lines = changed + unchanged}. Of one that was only looked
 * at both are 0: all its lines would be taken.
 *
 * @param lines     of the table in which something stands, without its header
 * @param changed   how many of them were new or other than what was known
 * @param unchanged how many said what was known already
 */
@Schema(name = "Import")
public record ImportView(int lines, int changed, int unchanged) {
    /**
     * Keeps what a table says, unless it is only looked at.
     *
     * @param check   true where it is only looked at; null where nobody said so
     * @param keeping tells how many lines of the table changed something
     */
    public static ImportView of(Table table, @Nullable String check, IntSupplier keeping) {
        int lines = table.size();
        if (Arguments.flag("check", check)) {
            return new ImportView(lines, 0, 0);
        }
        int changed = keeping.getAsInt();
        return new ImportView(lines, changed, lines - changed);
    }
}
