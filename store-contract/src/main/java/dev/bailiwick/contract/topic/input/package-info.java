/** The tests of invalid input and of very large worlds. */
@NullMarked
package dev.bailiwick.contract.topic.input;

import org.jspecify.annotations.NullMarked;
