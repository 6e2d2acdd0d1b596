@NullMarked
package limpid.hj212;

import org.jspecify.annotations.NullMarked;
