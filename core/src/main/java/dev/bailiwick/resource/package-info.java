/** Resources that a host registers, so that the library keeps their owner and parent. */
@NullMarked
package dev.bailiwick.resource;

import org.jspecify.annotations.NullMarked;
