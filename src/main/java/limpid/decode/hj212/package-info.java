/** HJ 212: frames of stations and loggers, from their bytes to readings. */
@NullMarked
package limpid.decode.hj212;

import org.jspecify.annotations.NullMarked;
