package dev.bailiwick.jdbc;

class PostgreSqlContractTest extends JdbcStoreContract {
  PostgreSqlContractTest() {
    super(Databases.POSTGRESQL);
  }
}
