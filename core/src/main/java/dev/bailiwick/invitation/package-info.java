/** Invitations: people are asked to join an org or a team, at an address. */
@org.jspecify.annotations.NullMarked
@dev.bailiwick.id.Values
package dev.bailiwick.invitation;
