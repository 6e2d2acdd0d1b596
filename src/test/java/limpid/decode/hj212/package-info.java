@NullMarked
package limpid.decode.hj212;

import org.jspecify.annotations.NullMarked;
