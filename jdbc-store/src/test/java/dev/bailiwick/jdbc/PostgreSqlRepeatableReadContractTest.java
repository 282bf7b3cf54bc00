package dev.bailiwick.jdbc;

class PostgreSqlRepeatableReadContractTest extends SelectedContract {
  private static final Database DATABASE =
      Databases.at("TRANSACTION_REPEATABLE_READ", Databases.POSTGRESQL);

  PostgreSqlRepeatableReadContractTest() {
    super(DATABASE);
  }
}
