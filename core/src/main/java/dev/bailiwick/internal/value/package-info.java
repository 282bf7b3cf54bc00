/** The checks of arguments, and the decisions by kind, that all rooms share. */
@NullMarked
package dev.bailiwick.internal.value;

import org.jspecify.annotations.NullMarked;
