package dev.bailiwick.jdbc;

class MariaDbContractTest extends JdbcStoreContract {
  MariaDbContractTest() {
    super(Databases.MARIADB);
  }
}
