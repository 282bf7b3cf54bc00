/**
 * Passwords: their form, the policy for new ones, the list of common ones, and the port of the hash
 * function.
 */
@org.jspecify.annotations.NullMarked
package dev.bailiwick.password;
