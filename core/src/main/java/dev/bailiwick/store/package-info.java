/**
 * What a store is: a place that reads at one revision and writes under a tenant's lock. A store is
 * made by implementing {@link dev.bailiwick.store.Store} and the repositories that its {@link
 * dev.bailiwick.store.View} and {@link dev.bailiwick.store.Transaction} give out; it keeps facts
 * and decides nothing.
 */
@NullMarked
@Values
package dev.bailiwick.store;

import dev.bailiwick.id.Values;
import org.jspecify.annotations.NullMarked;
