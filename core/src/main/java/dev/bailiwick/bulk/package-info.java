/**
 * The content of an org as records without ids of one store. With these records, a tenant moves
 * from one database to another.
 */
@NullMarked
package dev.bailiwick.bulk;

import org.jspecify.annotations.NullMarked;
