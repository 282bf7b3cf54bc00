/**
 * What everything else refers to: typed ids, who can receive a grant ({@link
 * dev.bailiwick.id.Accessor}), what a question can be about ({@link dev.bailiwick.id.ResourceRef}),
 * the unit of isolation ({@link dev.bailiwick.id.Tenant}) and its {@link
 * dev.bailiwick.id.Revision}. They stand together because the closed sets among them are sealed.
 */
@NullMarked
@Values
package dev.bailiwick.id;

import org.jspecify.annotations.NullMarked;
