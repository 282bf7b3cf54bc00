/** The commands and questions of registered resources, one file each. */
@NullMarked
package dev.bailiwick.internal.resource;

import org.jspecify.annotations.NullMarked;
