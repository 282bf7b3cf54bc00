package dev.bailiwick.jdbc;

class H2LaterSchemaContractTest extends SelectedContract {
  private static final Database DATABASE = Databases.newer(Databases.H2_MEMORY);

  H2LaterSchemaContractTest() {
    super(DATABASE);
  }
}
