/** Who acts: the host's own system code, or a user, and from where. */
@NullMarked
@Values
package dev.bailiwick.actor;

import dev.bailiwick.id.Values;
import org.jspecify.annotations.NullMarked;
