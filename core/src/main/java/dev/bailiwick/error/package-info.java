/**
 * The kinds of failure. Each domain package adds its own types to these few kinds, so that a host
 * catches by kind ({@link dev.bailiwick.error.NotFound}, {@link dev.bailiwick.error.Conflict}, …)
 * and reads the particulars from fields, never from a message.
 */
@NullMarked
package dev.bailiwick.error;

import org.jspecify.annotations.NullMarked;
