/**
 * The implementation behind the public packages, with the one place through which all calls of a
 * session pass. Nothing in this package and its subpackages is API.
 */
@NullMarked
package dev.bailiwick.internal;

import org.jspecify.annotations.NullMarked;
