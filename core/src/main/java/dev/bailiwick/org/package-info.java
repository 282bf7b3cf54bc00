/** Orgs: their settings, their members and the roles that they compose for themselves. */
@NullMarked
@Values
package dev.bailiwick.org;

import dev.bailiwick.id.Values;
import org.jspecify.annotations.NullMarked;
