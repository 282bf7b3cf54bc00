/** Random histories and the laws that hold after each of their steps. */
@NullMarked
package dev.bailiwick.contract.history;

import org.jspecify.annotations.NullMarked;
