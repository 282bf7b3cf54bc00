/** The ports of the domain over JDBC. */
module dev.bailiwick.jdbc {
  requires transitive dev.bailiwick.core;
  requires transitive java.sql;

  exports dev.bailiwick.jdbc;
}
