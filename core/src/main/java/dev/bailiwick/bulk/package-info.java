/**
 * What an org holds, as records that name nothing by the ids of one store: how a tenant comes out
 * of a database and into another.
 */
@NullMarked
package dev.bailiwick.bulk;

import org.jspecify.annotations.NullMarked;
