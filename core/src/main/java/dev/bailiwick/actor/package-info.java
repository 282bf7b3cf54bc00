/** The actor of a call, a system actor or a user, and the origin of its request. */
@NullMarked
@Values
package dev.bailiwick.actor;

import dev.bailiwick.id.Values;
import org.jspecify.annotations.NullMarked;
