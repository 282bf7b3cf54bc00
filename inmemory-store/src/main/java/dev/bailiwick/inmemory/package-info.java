/**
 * A store that lasts as long as its process, for tests and small hosts, and the reference for other
 * stores. Each snapshot is one immutable value of persistent sorted maps, so a reader keeps its
 * snapshot for as long as it likes and never waits.
 */
@NullMarked
@Values
package dev.bailiwick.inmemory;

import dev.bailiwick.id.Values;
import org.jspecify.annotations.NullMarked;
