/**
 * The audit log: one entry for each accepted call, with its actor and the values before and after
 * the change, committed together with the change itself.
 */
@NullMarked
@Values
package dev.bailiwick.audit;

import dev.bailiwick.id.Values;
import org.jspecify.annotations.NullMarked;
