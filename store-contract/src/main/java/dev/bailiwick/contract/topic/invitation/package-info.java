/** The use cases of invitations. */
@NullMarked
package dev.bailiwick.contract.topic.invitation;

import org.jspecify.annotations.NullMarked;
