/** Air over HTTP: days, hours, evaluations, ranks, dust, reviews and their evidence. */
@NullMarked
package limpid.api.air;

import org.jspecify.annotations.NullMarked;
