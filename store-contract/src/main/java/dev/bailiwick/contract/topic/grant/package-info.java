/** The tests of grants and denials. */
@NullMarked
package dev.bailiwick.contract.topic.grant;

import org.jspecify.annotations.NullMarked;
