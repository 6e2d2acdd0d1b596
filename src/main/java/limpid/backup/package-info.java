/** Backups 备份: a whole database in a folder, what was written since, and a database made of both again. */
@NullMarked
package limpid.backup;

import org.jspecify.annotations.NullMarked;
