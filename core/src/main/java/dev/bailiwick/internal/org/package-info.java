/** The commands and questions of orgs, their members and their roles, one file each. */
@NullMarked
package dev.bailiwick.internal.org;

import org.jspecify.annotations.NullMarked;
