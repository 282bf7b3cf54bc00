package dev.bailiwick.jdbc;

class MariaDbReadCommittedContractTest extends SelectedContract {
  private static final Database DATABASE =
      Databases.at("TRANSACTION_READ_COMMITTED", Databases.MARIADB);

  MariaDbReadCommittedContractTest() {
    super(DATABASE);
  }
}
