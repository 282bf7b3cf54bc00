/** The export and the import of an org, in chunks of records. */
@NullMarked
package dev.bailiwick.internal.bulk;

import org.jspecify.annotations.NullMarked;
