/** The schema of the store: its scripts, its migration, and the checks before its first use. */
@NullMarked
package dev.bailiwick.jdbc.internal.schema;

import org.jspecify.annotations.NullMarked;
