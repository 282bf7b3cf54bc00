/** Impersonations: the rules of their begin, the rights in them, their ends, and the log. */
@NullMarked
package dev.bailiwick.contract.topic.impersonation;

import org.jspecify.annotations.NullMarked;
