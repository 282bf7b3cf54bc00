/** Database servers for tests: started at their first use, stopped with the process. */
@NullMarked
package dev.bailiwick.servers;

import org.jspecify.annotations.NullMarked;
