/**
 * The write path: a command is authorised, locked, authorised again, applied, recorded and
 * committed as one.
 */
@NullMarked
package dev.bailiwick.internal.write;

import org.jspecify.annotations.NullMarked;
