package dev.bailiwick.jdbc;

class MariaDbLaterSchemaContractTest extends SelectedContract {
  private static final Database DATABASE = Databases.newer(Databases.MARIADB);

  MariaDbLaterSchemaContractTest() {
    super(DATABASE);
  }
}
