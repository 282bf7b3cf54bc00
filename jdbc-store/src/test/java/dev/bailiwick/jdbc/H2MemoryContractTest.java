package dev.bailiwick.jdbc;

import dev.bailiwick.store.Store;

/** Through two nodes, so that each answer is about what another node has changed. */
class H2MemoryContractTest extends JdbcStoreContract {
  private static final Database DATABASE = Databases.H2_MEMORY;

  H2MemoryContractTest() {
    super(DATABASE);
  }

  @Override
  public Store newStore() {
    Store first = super.newStore();
    return new TwoNodes(first, super.beside(first));
  }

  @Override
  public Store beside(Store store) {
    return super.beside(((TwoNodes) store).writing());
  }
}
