/** The export and the import of an org. */
@NullMarked
package dev.bailiwick.internal.bulk;

import org.jspecify.annotations.NullMarked;
