/** The repositories: how each kind of row is read and written. */
@NullMarked
package dev.bailiwick.jdbc.internal.rows;

import org.jspecify.annotations.NullMarked;
