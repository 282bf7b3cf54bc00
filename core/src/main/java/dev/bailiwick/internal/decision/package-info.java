/**
 * The decision: one pure function from facts to permissions, with its reasons. Checks, lookups,
 * explanations and filters are all answers of it.
 */
@NullMarked
package dev.bailiwick.internal.decision;

import org.jspecify.annotations.NullMarked;
