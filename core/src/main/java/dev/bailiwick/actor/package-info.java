/** Who acts: the host's own system code, or a user, and from where. */
@NullMarked
package dev.bailiwick.actor;

import org.jspecify.annotations.NullMarked;
