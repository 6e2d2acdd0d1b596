/** The page for people and the manual. */
@NullMarked
package limpid.api.page;

import org.jspecify.annotations.NullMarked;
