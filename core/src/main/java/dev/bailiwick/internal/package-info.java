/**
 * The one place through which the calls of a session pass, and the rooms behind it. Nothing in here
 * is API.
 */
@NullMarked
package dev.bailiwick.internal;

import org.jspecify.annotations.NullMarked;
