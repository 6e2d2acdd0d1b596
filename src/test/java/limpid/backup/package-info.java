@NullMarked
package limpid.backup;

import org.jspecify.annotations.NullMarked;
