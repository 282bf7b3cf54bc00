/**
 * The contract of every store, as tests: a store joins by extending {@link
 * dev.bailiwick.contract.StoreContract} and giving one factory.
 *
 * <p>The packages below depend on each other one way: the topics (the tests, by the part of the
 * library that they are about), the random histories and their laws, the reference, the fixtures.
 */
@NullMarked
package dev.bailiwick.contract;

import org.jspecify.annotations.NullMarked;
