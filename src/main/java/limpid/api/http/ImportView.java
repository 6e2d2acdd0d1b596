package limpid.api.http;

import io.swagger.v3.oas.annotations.media.Schema;
import limpid.measure.Table;

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
    /** @param changed lines of the table that changed something */
    public static ImportView of(Table table, int changed) {
        int lines = table.size();
        return new ImportView(lines, changed, lines - changed);
    }

    /** Of a table that was only looked at. */
    public static ImportView checked(Table table) {
        return new ImportView(table.size(), 0, 0);
    }
}
