/** The tests of teams, their members and their nesting. */
@NullMarked
package dev.bailiwick.contract.topic.team;

import org.jspecify.annotations.NullMarked;
