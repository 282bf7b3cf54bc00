/** The tests of audit logs. */
@NullMarked
package dev.bailiwick.contract.topic.audit;

import org.jspecify.annotations.NullMarked;
