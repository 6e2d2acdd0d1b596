@NullMarked
package limpid;

import org.jspecify.annotations.NullMarked;
