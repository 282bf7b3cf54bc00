/**
 * The interface between the library and its storage: a store reads from a snapshot and writes under
 * the locks of tenants. To make a store, implement {@link dev.bailiwick.store.Store} and the
 * repositories that its {@link dev.bailiwick.store.View} and {@link
 * dev.bailiwick.store.Transaction} return. A store keeps facts and decides nothing.
 */
@NullMarked
@Values
package dev.bailiwick.store;

import dev.bailiwick.id.Values;
import org.jspecify.annotations.NullMarked;
