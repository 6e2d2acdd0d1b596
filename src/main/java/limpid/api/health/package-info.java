/** Readiness: whether the belts, the database and the intake work. */
@NullMarked
package limpid.api.health;

import org.jspecify.annotations.NullMarked;
