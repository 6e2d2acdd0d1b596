/** The way in: messages and tables are sorted, kept and acknowledged. */
@NullMarked
package limpid.flow;

import org.jspecify.annotations.NullMarked;
