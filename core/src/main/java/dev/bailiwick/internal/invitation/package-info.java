/** The commands and questions about invitations. */
@org.jspecify.annotations.NullMarked
package dev.bailiwick.internal.invitation;
