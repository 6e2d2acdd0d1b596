/** Official tables 官方报表 as workbooks, from templates that an office can change. */
@NullMarked
package limpid.export.layout;

import org.jspecify.annotations.NullMarked;
