/** The tests of registered resources and their parents. */
@NullMarked
package dev.bailiwick.contract.topic.resource;

import org.jspecify.annotations.NullMarked;
