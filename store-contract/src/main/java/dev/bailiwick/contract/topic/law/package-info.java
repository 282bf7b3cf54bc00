/** The tests that run random histories against the laws. */
@NullMarked
package dev.bailiwick.contract.topic.law;

import org.jspecify.annotations.NullMarked;
