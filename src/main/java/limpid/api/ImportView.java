package limpid.api;

import io.swagger.v3.oas.annotations.media.Schema;

/**
 * What an import did.
 *
 * @param stations in the table
 * @param changed  how many of them were new or other than before
 */
@Schema(name = "Import")
public record ImportView(int stations, int changed) {}
