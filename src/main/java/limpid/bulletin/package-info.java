/** The wording of bulletins: templates over figures, as Markdown and as a page, and how figures differ. */
@NullMarked
package limpid.bulletin;

import org.jspecify.annotations.NullMarked;
