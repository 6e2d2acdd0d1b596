@NullMarked
package limpid.compensation;

import org.jspecify.annotations.NullMarked;
