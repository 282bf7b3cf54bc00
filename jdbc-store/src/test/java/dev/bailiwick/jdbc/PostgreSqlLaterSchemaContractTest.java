package dev.bailiwick.jdbc;

class PostgreSqlLaterSchemaContractTest extends SelectedContract {
  private static final Database DATABASE = Databases.newer(Databases.POSTGRESQL);

  PostgreSqlLaterSchemaContractTest() {
    super(DATABASE);
  }
}
