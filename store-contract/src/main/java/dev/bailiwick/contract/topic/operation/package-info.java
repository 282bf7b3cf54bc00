/** The tests of operation ids. */
@NullMarked
package dev.bailiwick.contract.topic.operation;

import org.jspecify.annotations.NullMarked;
