package dev.bailiwick.contract;

import dev.bailiwick.store.Store;

/** One topic of the contract; each of its tests runs over an empty store of its own. */
interface Contract {
  /** An empty store. */
  Store newStore();

  /** A small world over an empty store. */
  default World world() {
    return new World(newStore());
  }
}
