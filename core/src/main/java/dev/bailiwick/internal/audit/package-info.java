/** The questions about audit logs. */
@NullMarked
package dev.bailiwick.internal.audit;

import org.jspecify.annotations.NullMarked;
