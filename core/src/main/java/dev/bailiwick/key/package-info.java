/** API keys: secrets by which programs act for a user, within a scope. */
@NullMarked
package dev.bailiwick.key;

import org.jspecify.annotations.NullMarked;
