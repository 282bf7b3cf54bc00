/** Connections and transactions: the store's own, and those that the host lends. */
@NullMarked
package dev.bailiwick.jdbc.internal.connection;

import org.jspecify.annotations.NullMarked;
