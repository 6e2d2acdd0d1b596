/** The edge where bytes arrive; acknowledged after the commit. */
@NullMarked
package limpid.mqtt;

import org.jspecify.annotations.NullMarked;
