package dev.bailiwick.toy;

import dev.bailiwick.contract.Category;
import dev.bailiwick.contract.StoreContract;
import dev.bailiwick.store.Store;
import java.util.Map;

class ToyStoreContractTest extends StoreContract {
  @Override
  public Store newStore() {
    return new ToyStore();
  }

  @Override
  public Map<Category, String> leftOut() {
    return Map.of(
        Category.LAWS, "the marathon judges all laws at once; the store in memory has one by one",
        Category.PARALLEL, "there is one lock for all tenants",
        Category.KEYS, "the store has no API keys",
        Category.IMPERSONATION, "the store has no impersonations",
        Category.PASSWORDS, "the store has no passwords",
        Category.HISTORY, "the store has no histories");
  }
}
