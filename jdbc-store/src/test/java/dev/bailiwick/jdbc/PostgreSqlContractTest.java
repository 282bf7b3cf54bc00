package dev.bailiwick.jdbc;

import com.google.common.collect.ImmutableMap;
import dev.bailiwick.contract.Category;
import java.util.Map;

class PostgreSqlContractTest extends JdbcStoreContract {
  PostgreSqlContractTest() {
    super(Databases.POSTGRESQL);
  }

  @Override
  public Map<Category, String> leftOut() {
    return Boolean.getBoolean("bailiwick.full")
        ? super.leftOut()
        : ImmutableMap.<Category, String>builder()
            .putAll(super.leftOut())
            .put(Category.ISOLATION, "a short build runs its thousands of calls on H2")
            .buildOrThrow();
  }
}
