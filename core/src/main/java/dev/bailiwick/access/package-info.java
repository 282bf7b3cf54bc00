/**
 * The one interpreter. It decides, from facts that a store offers, what somebody may do to a
 * resource and why; check, explain, batch check and both lookups are all its answers.
 */
@NullMarked
@Values
package dev.bailiwick.access;

import dev.bailiwick.id.Values;
import org.jspecify.annotations.NullMarked;
