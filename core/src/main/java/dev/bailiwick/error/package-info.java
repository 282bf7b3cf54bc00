/**
 * The kinds of failures. Each domain package adds its own exceptions to these few kinds. A host
 * catches by kind ({@link dev.bailiwick.error.NotFound}, {@link dev.bailiwick.error.Conflict}, …)
 * and reads the details from fields, never from a message.
 */
@NullMarked
package dev.bailiwick.error;

import org.jspecify.annotations.NullMarked;
