/** The tests of checks, explanations, lookups and access reviews. */
@NullMarked
package dev.bailiwick.contract.topic.access;

import org.jspecify.annotations.NullMarked;
