package dev.bailiwick.jdbc;

import com.google.common.collect.ImmutableMap;
import dev.bailiwick.contract.Category;
import java.util.Map;

class PostgreSqlContractTest extends JdbcStoreContract {
  private static final int CROWD_OF_A_SHORT_BUILD = 1_000;

  PostgreSqlContractTest() {
    super(Databases.POSTGRESQL);
  }

  @Override
  public Map<Category, String> leftOut() {
    return Integer.getInteger("bailiwick.crowd", CROWD_OF_A_SHORT_BUILD) > CROWD_OF_A_SHORT_BUILD
        ? super.leftOut()
        : ImmutableMap.<Category, String>builder()
            .putAll(super.leftOut())
            .put(Category.ISOLATION, "a short build runs its thousands of calls on H2")
            .buildOrThrow();
  }
}
