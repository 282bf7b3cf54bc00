/** The questions about access: who may ask, and how the decision is told. */
@NullMarked
package dev.bailiwick.internal.access;

import org.jspecify.annotations.NullMarked;
