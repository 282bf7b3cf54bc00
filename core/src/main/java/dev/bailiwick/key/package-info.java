/** API keys and access tokens: secrets by which programs and devices act for a user. */
@NullMarked
package dev.bailiwick.key;

import org.jspecify.annotations.NullMarked;
