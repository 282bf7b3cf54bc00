/** The commands and questions of grants and denials, one file each. */
@NullMarked
package dev.bailiwick.internal.grant;

import org.jspecify.annotations.NullMarked;
