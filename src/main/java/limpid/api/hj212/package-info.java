/** Data loggers of HJ 212 over HTTP: who is connected, what they say, what they are asked. */
@NullMarked
package limpid.api.hj212;

import org.jspecify.annotations.NullMarked;
