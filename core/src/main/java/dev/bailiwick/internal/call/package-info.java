/**
 * The actor of a call, at the moment of the call: who it is, which things exist for it, and what it
 * needs. Questions and changes both start here.
 */
@NullMarked
package dev.bailiwick.internal.call;

import org.jspecify.annotations.NullMarked;
