/** The checks of arguments that every public type shares. */
@NullMarked
package dev.bailiwick.internal.value;

import org.jspecify.annotations.NullMarked;
