/** Who was given, or denied, which role on what, and for how long. */
@NullMarked
package dev.bailiwick.grant;

import org.jspecify.annotations.NullMarked;
