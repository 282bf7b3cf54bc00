/** The contract of API keys. */
@NullMarked
package dev.bailiwick.contract.topic.key;

import org.jspecify.annotations.NullMarked;
