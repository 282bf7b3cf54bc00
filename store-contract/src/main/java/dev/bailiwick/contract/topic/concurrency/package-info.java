/** The tests of changes that are made at the same time. */
@NullMarked
package dev.bailiwick.contract.topic.concurrency;

import org.jspecify.annotations.NullMarked;
