/** The calls about API keys. */
@NullMarked
package dev.bailiwick.internal.key;

import org.jspecify.annotations.NullMarked;
