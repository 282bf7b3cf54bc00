/**
 * Accounts: who a person is, by which identities and address they are known, and their standing. A
 * person is also the tenant of what they own outside orgs.
 */
@NullMarked
@Values
package dev.bailiwick.user;

import dev.bailiwick.id.Values;
import org.jspecify.annotations.NullMarked;
