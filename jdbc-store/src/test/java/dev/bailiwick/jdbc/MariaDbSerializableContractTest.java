package dev.bailiwick.jdbc;

class MariaDbSerializableContractTest extends SelectedContract {
  private static final Database DATABASE =
      Databases.at("TRANSACTION_SERIALIZABLE", Databases.MARIADB);

  MariaDbSerializableContractTest() {
    super(DATABASE);
  }
}
