/**
 * The calls of a host: {@link dev.bailiwick.Bailiwick} gives a {@link dev.bailiwick.Session} for
 * the actor of a request, and a session answers questions and makes changes, each call one use
 * case.
 */
@NullMarked
package dev.bailiwick;

import org.jspecify.annotations.NullMarked;
