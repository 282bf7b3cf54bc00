/** The tests of the ports of a store, method by method. */
@NullMarked
package dev.bailiwick.contract.topic.port;

import org.jspecify.annotations.NullMarked;
