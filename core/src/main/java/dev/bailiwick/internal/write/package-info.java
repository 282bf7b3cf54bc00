/**
 * Runs commands: a command is authorised, its tenants are locked, it is authorised again, applied,
 * recorded in the audit log and committed as one unit.
 */
@NullMarked
package dev.bailiwick.internal.write;

import org.jspecify.annotations.NullMarked;
