/** The tests of orgs, their members and their roles. */
@NullMarked
package dev.bailiwick.contract.topic.org;

import org.jspecify.annotations.NullMarked;
