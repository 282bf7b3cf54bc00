/** The rights and rules that commands of several aggregates share. */
@NullMarked
package dev.bailiwick.internal.rule;

import org.jspecify.annotations.NullMarked;
