/**
 * Permissions and the roles that bundle them: the host's {@link dev.bailiwick.permission.Model},
 * built once in code and immutable from then on, and the roles that an org defines for itself.
 */
@NullMarked
package dev.bailiwick.permission;

import org.jspecify.annotations.NullMarked;
