/** News that a person must be told, and the port by which the host tells it. */
@NullMarked
package dev.bailiwick.notice;

import org.jspecify.annotations.NullMarked;
