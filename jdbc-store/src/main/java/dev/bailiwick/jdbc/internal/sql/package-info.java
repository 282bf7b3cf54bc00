/** SQL over one connection: statements, queries, rows, and one class for each database product. */
@NullMarked
package dev.bailiwick.jdbc.internal.sql;

import org.jspecify.annotations.NullMarked;
