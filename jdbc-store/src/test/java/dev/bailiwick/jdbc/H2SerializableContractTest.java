package dev.bailiwick.jdbc;

class H2SerializableContractTest extends SelectedContract {
  private static final Database DATABASE =
      Databases.at("TRANSACTION_SERIALIZABLE", Databases.H2_MEMORY);

  H2SerializableContractTest() {
    super(DATABASE);
  }
}
