package dev.bailiwick.jdbc;

class MariaDbContractTest extends JdbcStoreContract {
  MariaDbContractTest() {
    super(Databases.MARIADB, "MariaDB 11.4.");
  }
}
