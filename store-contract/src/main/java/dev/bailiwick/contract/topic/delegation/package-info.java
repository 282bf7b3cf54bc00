/** Delegations to service accounts: the rules, the rights by them, their ends, and the log. */
@NullMarked
package dev.bailiwick.contract.topic.delegation;

import org.jspecify.annotations.NullMarked;
