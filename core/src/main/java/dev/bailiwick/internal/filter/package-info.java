/**
 * The entry point for a store that filters the host's rows by the permissions of a session's actor.
 */
@NullMarked
package dev.bailiwick.internal.filter;

import org.jspecify.annotations.NullMarked;
