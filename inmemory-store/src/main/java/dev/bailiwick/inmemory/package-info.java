/**
 * A store that lasts as long as its process, for tests and small hosts, and the reference for other
 * stores. Each snapshot of its data is one immutable value of persistent sorted maps. A reader can
 * keep its snapshot for any time and never waits.
 */
@NullMarked
@Values
package dev.bailiwick.inmemory;

import dev.bailiwick.id.Values;
import org.jspecify.annotations.NullMarked;
