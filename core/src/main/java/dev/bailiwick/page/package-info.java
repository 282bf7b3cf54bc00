/**
 * Pages of lists. A page begins after the key of the last entry before it, so that it stays correct
 * while entries are added and removed.
 */
@NullMarked
package dev.bailiwick.page;

import org.jspecify.annotations.NullMarked;
