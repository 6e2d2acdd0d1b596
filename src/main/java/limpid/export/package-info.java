/** Tables leave as files: CSV, XLSX, Parquet, each with what is needed to read them years later. */
@NullMarked
package limpid.export;

import org.jspecify.annotations.NullMarked;
