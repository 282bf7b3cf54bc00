/** The history of sign-ins, and members and keys that are not used. */
@NullMarked
package dev.bailiwick.contract.topic.history;

import org.jspecify.annotations.NullMarked;
