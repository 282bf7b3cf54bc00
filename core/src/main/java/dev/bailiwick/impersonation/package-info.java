/**
 * Impersonation: a super user, or a person whom the host names, acts in the name of a member of an
 * org for a short time. An impersonation has a reason and an end, and both people are named in the
 * audit log.
 */
@NullMarked
package dev.bailiwick.impersonation;

import org.jspecify.annotations.NullMarked;
