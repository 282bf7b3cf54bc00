/** The calls about service accounts that act for a person. */
@NullMarked
package dev.bailiwick.internal.delegation;

import org.jspecify.annotations.NullMarked;
