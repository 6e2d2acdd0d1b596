/** Edge: readings go up to platforms by HJ 212. */
@NullMarked
package limpid.uplink;

import org.jspecify.annotations.NullMarked;
