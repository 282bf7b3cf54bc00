/** Who was given, or denied, which role on what, and for how long. */
@NullMarked
@Values
package dev.bailiwick.grant;

import dev.bailiwick.id.Values;
import org.jspecify.annotations.NullMarked;
