/**
 * Accounts: the external identities, the email address and the account status of a person. A person
 * is also the tenant of everything that they own outside orgs.
 */
@NullMarked
@Values
package dev.bailiwick.user;

import dev.bailiwick.id.Values;
import org.jspecify.annotations.NullMarked;
