package dev.bailiwick.jdbc.internal.sql;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import java.util.List;

/** Parts of statements that several dialects share. */
final class DialectTexts {
  private DialectTexts() {}

  static String insert(String table, ImmutableList<String> keys, ImmutableList<String> rest) {
    ImmutableList<String> columns =
        ImmutableList.<String>builder().addAll(keys).addAll(rest).build();
    return "INSERT INTO "
        + table
        + " ("
        + Joiner.on(", ").join(columns)
        + ") VALUES "
        + Query.marks(columns.size());
  }

  static Query version(long person) {
    return Query.of("SELECT revision, structure FROM bailiwick_tenant WHERE id = ?", person);
  }

  static Query personsThenOrgs(String table, List<Long> persons, List<Long> orgs) {
    Query all = new Query();
    for (List<Long> ids : List.of(persons, orgs)) {
      if (!ids.isEmpty()) {
        all.add(all.parameters().isEmpty() ? "(" : " UNION ALL (")
            .add("SELECT kind, id, revision, structure FROM " + table + " WHERE id IN ")
            .in(ids)
            .add(" ORDER BY id FOR UPDATE)");
      }
    }
    return all;
  }

  static Query oneAfterTheOther(String before, Iterable<Query> writes) {
    Query all = Query.of(before);
    String separator = "";
    for (Query write : writes) {
      all.add(separator).add(write);
      separator = "; ";
    }
    return all;
  }
}
