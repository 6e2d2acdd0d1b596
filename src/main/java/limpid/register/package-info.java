/** What people enter in tables, and how: the columns of a register, each described once. */
@NullMarked
package limpid.register;

import org.jspecify.annotations.NullMarked;
