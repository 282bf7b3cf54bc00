package dev.bailiwick.contract;

import dev.bailiwick.store.Store;

/** One topic of the contract; each of its tests runs over an empty store of its own. */
interface Contract {
  /** An empty store. */
  Store newStore();

  /** Another way into a store, as a second node has one; the same way, unless a suite has two. */
  default Store beside(Store store) {
    return store;
  }

  /** A small world over an empty store. */
  default World world() {
    return new World(newStore());
  }
}
