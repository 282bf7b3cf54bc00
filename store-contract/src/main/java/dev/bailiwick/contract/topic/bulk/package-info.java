/** The tests of export and import. */
@NullMarked
package dev.bailiwick.contract.topic.bulk;

import org.jspecify.annotations.NullMarked;
