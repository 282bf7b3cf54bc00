/** Views and units of work: the ports of the domain over one connection. */
@NullMarked
package dev.bailiwick.jdbc.internal.unit;

import org.jspecify.annotations.NullMarked;
