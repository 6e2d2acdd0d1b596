/** Measures what the service reaches, against what its database reaches alone. */
@NullMarked
package limpid.bench;

import org.jspecify.annotations.NullMarked;
