/**
 * Questions about access and their answers: the decision whether a user has a permission on a
 * resource, with its paths and reasons, the explanation in sentences, and the refusals. Check,
 * explain, batch check and both lookups use these types.
 */
@NullMarked
@Values
package dev.bailiwick.access;

import dev.bailiwick.id.Values;
import org.jspecify.annotations.NullMarked;
