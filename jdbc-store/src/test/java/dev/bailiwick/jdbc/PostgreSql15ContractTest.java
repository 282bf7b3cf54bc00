package dev.bailiwick.jdbc;

class PostgreSql15ContractTest extends JdbcStoreContract {
  PostgreSql15ContractTest() {
    super(Databases.POSTGRESQL_15);
  }
}
