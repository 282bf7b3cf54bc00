/** The tests of accounts. */
@NullMarked
package dev.bailiwick.contract.topic.user;

import org.jspecify.annotations.NullMarked;
