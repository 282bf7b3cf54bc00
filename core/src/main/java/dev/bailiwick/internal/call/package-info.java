/**
 * The actor of a call and the settings of the call: the actor's account and memberships, the things
 * that exist for the actor, and the needs that the call has. Questions and changes both start here.
 */
@NullMarked
@Values
package dev.bailiwick.internal.call;

import dev.bailiwick.id.Values;
import org.jspecify.annotations.NullMarked;
