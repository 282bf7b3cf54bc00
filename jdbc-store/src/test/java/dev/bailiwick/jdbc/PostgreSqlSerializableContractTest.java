package dev.bailiwick.jdbc;

class PostgreSqlSerializableContractTest extends SelectedContract {
  private static final Database DATABASE =
      Databases.at("TRANSACTION_SERIALIZABLE", Databases.POSTGRESQL);

  PostgreSqlSerializableContractTest() {
    super(DATABASE);
  }
}
