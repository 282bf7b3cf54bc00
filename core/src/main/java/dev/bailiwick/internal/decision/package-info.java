/**
 * Decides whether a user has a permission: one pure function from facts to permissions, with its
 * reasons. Checks, lookups, explanations and filters all use this function.
 */
@NullMarked
package dev.bailiwick.internal.decision;

import org.jspecify.annotations.NullMarked;
