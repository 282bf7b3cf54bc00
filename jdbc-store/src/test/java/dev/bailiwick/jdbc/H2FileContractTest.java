package dev.bailiwick.jdbc;

class H2FileContractTest extends JdbcStoreContract {
  H2FileContractTest() {
    super(Databases.H2_FILE);
  }
}
