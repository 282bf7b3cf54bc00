/**
 * A store in the host's own database, PostgreSQL, MariaDB or H2, over plain JDBC. Its units of work
 * are transactions of its own, or part of the host's; its filter is a condition in the host's own
 * statements.
 */
@NullMarked
package dev.bailiwick.jdbc;

import org.jspecify.annotations.NullMarked;
