/** The commands and questions of teams and their members, one file each. */
@NullMarked
package dev.bailiwick.internal.team;

import org.jspecify.annotations.NullMarked;
