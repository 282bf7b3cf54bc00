package dev.bailiwick.jdbc;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.QueryExecutionListener;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;

/** Writes down every statement that goes through a data source. */
final class CountedStatements implements QueryExecutionListener {
  private final List<String> statements = Collections.synchronizedList(new ArrayList<>());

  DataSource around(DataSource dataSource) {
    return ProxyDataSourceBuilder.create(dataSource).listener(this).build();
  }

  /** What was sent while this ran. */
  List<String> during(Runnable call) {
    statements.clear();
    call.run();
    return List.copyOf(statements);
  }

  @Override
  public void beforeQuery(ExecutionInfo execution, List<QueryInfo> queries) {
    for (QueryInfo query : queries) {
      statements.add(query.getQuery());
    }
  }

  @Override
  public void afterQuery(ExecutionInfo execution, List<QueryInfo> queries) {}
}
