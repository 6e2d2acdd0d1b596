@NullMarked
package limpid.embedded;

import org.jspecify.annotations.NullMarked;
