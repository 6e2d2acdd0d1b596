/** Where data loggers connect and speak HJ 212. */
@NullMarked
package limpid.hj212;

import org.jspecify.annotations.NullMarked;
