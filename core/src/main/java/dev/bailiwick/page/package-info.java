/** Lists come by page, by key: what a page says stays true while rows come and go around it. */
@NullMarked
package dev.bailiwick.page;

import org.jspecify.annotations.NullMarked;
