/** Connections and transactions: of the store itself, and lent by the host. */
@NullMarked
package dev.bailiwick.jdbc.internal.connection;

import org.jspecify.annotations.NullMarked;
