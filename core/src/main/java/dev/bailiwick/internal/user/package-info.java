/** The commands and questions of accounts, one file each. */
@NullMarked
package dev.bailiwick.internal.user;

import org.jspecify.annotations.NullMarked;
