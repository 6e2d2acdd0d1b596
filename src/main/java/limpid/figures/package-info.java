/** What results say together: figures of cities and their parts that programmes, rankings and bulletins ask for. */
@NullMarked
package limpid.figures;

import org.jspecify.annotations.NullMarked;
