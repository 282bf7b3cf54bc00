package dev.bailiwick.inmemory;

import dev.bailiwick.contract.StoreContract;
import dev.bailiwick.store.Store;

class InMemoryStoreContractTest extends StoreContract {
  @Override
  public Store newStore() {
    return InMemoryStore.create();
  }
}
