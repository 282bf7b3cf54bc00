/**
 * What was done, by whom, with what was there before and after: one entry for each accepted call,
 * committed with the change itself.
 */
@NullMarked
@Values
package dev.bailiwick.audit;

import dev.bailiwick.id.Values;
import org.jspecify.annotations.NullMarked;
