/** Database servers for tests. Each starts at its first use and stops with the process. */
@NullMarked
package dev.bailiwick.servers;

import org.jspecify.annotations.NullMarked;
