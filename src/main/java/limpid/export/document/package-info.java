/** Texts with tables as files for word processors and printers. */
@NullMarked
package limpid.export.document;

import org.jspecify.annotations.NullMarked;
