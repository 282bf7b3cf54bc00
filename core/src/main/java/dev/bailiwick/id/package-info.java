/**
 * The values that all other packages refer to: typed ids, the recipient of a grant ({@link
 * dev.bailiwick.id.Accessor}), the resource of a question ({@link dev.bailiwick.id.ResourceRef}),
 * the unit of isolation ({@link dev.bailiwick.id.Tenant}) and its {@link
 * dev.bailiwick.id.Revision}. They stand together because the closed sets among them are sealed.
 */
@NullMarked
@Values
package dev.bailiwick.id;

import org.jspecify.annotations.NullMarked;
