/**
 * What every store must do, as tests: a store joins by extending {@link
 * dev.bailiwick.contract.StoreContract} and giving one factory.
 */
@NullMarked
package dev.bailiwick.contract;

import org.jspecify.annotations.NullMarked;
