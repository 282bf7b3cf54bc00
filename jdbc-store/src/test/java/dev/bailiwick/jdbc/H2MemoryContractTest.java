package dev.bailiwick.jdbc;

class H2MemoryContractTest extends JdbcStoreContract {
  H2MemoryContractTest() {
    super(Databases.H2_MEMORY);
  }
}
