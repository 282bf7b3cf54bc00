/**
 * The reference: the right decisions, computed from a store's lists by plain sets. It shares no
 * code with the engine.
 */
@NullMarked
package dev.bailiwick.contract.reference;

import org.jspecify.annotations.NullMarked;
