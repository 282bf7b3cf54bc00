/**
 * Delegation: a person allows a service account of an org to act for them in the org, within a
 * scope and until an instant. Both are named in the audit log.
 */
@NullMarked
package dev.bailiwick.delegation;

import org.jspecify.annotations.NullMarked;
