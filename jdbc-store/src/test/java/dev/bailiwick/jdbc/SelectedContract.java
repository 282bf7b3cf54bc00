package dev.bailiwick.jdbc;

import com.google.common.collect.Maps;
import dev.bailiwick.contract.Category;
import java.util.EnumSet;
import java.util.Map;

/** Of the contract, what depends most on the schema and on what transactions see. */
abstract class SelectedContract extends JdbcStoreContract {
  SelectedContract(Database database) {
    super(database);
  }

  @Override
  public Map<Category, String> leftOut() {
    return Maps.asMap(
        EnumSet.complementOf(EnumSet.of(Category.PORTS, Category.AUDIT, Category.RACES)),
        category -> "the whole of it runs over the databases as they come");
  }
}
