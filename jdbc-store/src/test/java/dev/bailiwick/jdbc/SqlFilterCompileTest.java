package dev.bailiwick.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.id.ResourceType;
import dev.bailiwick.id.UserId;
import dev.bailiwick.permission.Permission;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What H2, the embedded default, takes to compile filters, in time of the processor. */
class SqlFilterCompileTest {
  private static final ResourceType<Long> PAGE = ResourceType.of("page", Long.class);

  @AfterEach
  void recycle() {
    Databases.H2_MEMORY.recycle();
  }

  @Test
  void h2_compiles_a_filter_with_owner_and_parent_within_a_tenth_of_a_second() throws SQLException {
    FilterHost host = FilterHost.on(Databases.H2_MEMORY);
    HostTable<Long, Long> table = host.table(PAGE, PAGE).create("BIGINT", "BIGINT");
    host.grant(PAGE.id(1L), host.bob());
    host.system().resources().register(PAGE.id(2L).ownedBy(host.olga()));
    for (UserId user : List.of(host.bob(), host.ada(), host.olga())) {
      SqlFilter filter =
          host.store().filter(host.as(user), Permission.READ, PAGE, table.rows(true));
      assertThat(fastest(host, List.of(filter))).as("ms of %s", user).isLessThan(100);
      assertThat(fastest(host, List.of(filter, filter))).as("ms of two").isLessThan(200);
    }
  }

  /** The milliseconds in which a statement with these is prepared and run for the first time. */
  private static double fastest(FilterHost host, List<SqlFilter> filters) throws SQLException {
    double fastest = Double.MAX_VALUE;
    for (int i = 0; i < 10; i++) {
      // No statement is the same, so that each is compiled.
      StringBuilder sql = new StringBuilder("SELECT d.number, " + i + " FROM things d WHERE 1 = 0");
      filters.forEach(filter -> sql.append(" OR ").append(filter.sql()));
      try (Connection connection = host.dataSource().getConnection()) {
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        try (PreparedStatement select = connection.prepareStatement(sql.toString())) {
          int bound = 0;
          for (SqlFilter filter : filters) {
            for (Object parameter : filter.parameters()) {
              select.setObject(++bound, parameter);
            }
          }
          try (ResultSet rows = select.executeQuery()) {
            assertThat(rows.next()).isFalse();
          }
        }
        long taken = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
        fastest = Math.min(fastest, taken / 1e6);
      }
    }
    return fastest;
  }
}
