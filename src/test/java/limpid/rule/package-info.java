@NullMarked
package limpid.rule;

import org.jspecify.annotations.NullMarked;
