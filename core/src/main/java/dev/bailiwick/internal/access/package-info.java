/**
 * The questions about access: the rules for the actors of these questions, and the form in which a
 * decision is reported.
 */
@NullMarked
package dev.bailiwick.internal.access;

import org.jspecify.annotations.NullMarked;
