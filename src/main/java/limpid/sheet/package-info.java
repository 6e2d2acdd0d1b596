/** Tables as offices write them, workbooks and Chinese headers, read into tables as imports know them, and given back with what is wrong. */
@NullMarked
package limpid.sheet;

import org.jspecify.annotations.NullMarked;
