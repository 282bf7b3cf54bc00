/** The facts of decisions, read in one statement, and the memory of earlier subjects. */
@NullMarked
package dev.bailiwick.jdbc.internal.facts;

import org.jspecify.annotations.NullMarked;
