package dev.bailiwick.jdbc;

class H2RepeatableReadContractTest extends SelectedContract {
  private static final Database DATABASE =
      Databases.at("TRANSACTION_REPEATABLE_READ", Databases.H2_MEMORY);

  H2RepeatableReadContractTest() {
    super(DATABASE);
  }
}
