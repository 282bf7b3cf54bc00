/** The questions about audit logs, and the rules for their readers. */
@NullMarked
package dev.bailiwick.internal.audit;

import org.jspecify.annotations.NullMarked;
