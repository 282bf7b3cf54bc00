/** The condition that filters the host's rows by a permission. */
@NullMarked
package dev.bailiwick.jdbc.internal.filter;

import org.jspecify.annotations.NullMarked;
