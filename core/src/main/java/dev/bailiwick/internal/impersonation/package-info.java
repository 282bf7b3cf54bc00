/** The calls about impersonations, and about orgs that are open to support. */
@NullMarked
package dev.bailiwick.internal.impersonation;

import org.jspecify.annotations.NullMarked;
