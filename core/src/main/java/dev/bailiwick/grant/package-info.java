/** Grants and denials: a role on a resource for an accessor, in a validity period. */
@NullMarked
@Values
package dev.bailiwick.grant;

import dev.bailiwick.id.Values;
import org.jspecify.annotations.NullMarked;
