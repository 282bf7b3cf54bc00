/** Teams: groups of people inside an org, or of one person's own, that nest and receive grants. */
@NullMarked
@Values
package dev.bailiwick.team;

import dev.bailiwick.id.Values;
import org.jspecify.annotations.NullMarked;
