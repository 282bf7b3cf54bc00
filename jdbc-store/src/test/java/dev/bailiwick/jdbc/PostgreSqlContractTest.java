package dev.bailiwick.jdbc;

import com.google.common.collect.ImmutableMap;
import dev.bailiwick.contract.Category;
import java.util.EnumSet;
import java.util.Map;

class PostgreSqlContractTest extends JdbcStoreContract {
  PostgreSqlContractTest() {
    super(Databases.POSTGRESQL);
  }

  @Override
  public Map<Category, String> leftOut() {
    if (Boolean.getBoolean("bailiwick.full")) {
      return super.leftOut();
    }
    ImmutableMap.Builder<Category, String> leftOut = ImmutableMap.builder();
    leftOut.putAll(super.leftOut());
    // Their thousands of calls are decided in core, and take minutes over a server.
    for (Category rights :
        EnumSet.of(
            Category.USERS,
            Category.ORGS,
            Category.ORG_MEMBERS,
            Category.TEAMS,
            Category.RESOURCES,
            Category.GRANTS,
            Category.INVITATIONS,
            Category.ISOLATION)) {
      leftOut.put(rights, "a short build runs its calls in memory and on H2");
    }
    return leftOut.buildOrThrow();
  }
}
