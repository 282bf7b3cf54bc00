/** The domain of accounts and access control, behind ports that a store implements. */
// The module of the JDBC store is compiled after this one.
@SuppressWarnings("module")
module dev.bailiwick.core {
  requires transitive com.google.common;
  requires transitive org.jspecify;
  requires com.sanctionco.jmail;
  requires static org.immutables.value.annotations;

  exports dev.bailiwick.access;
  exports dev.bailiwick.actor;
  exports dev.bailiwick.audit;
  exports dev.bailiwick.bulk;
  exports dev.bailiwick.delegation;
  exports dev.bailiwick.error;
  exports dev.bailiwick.grant;
  exports dev.bailiwick.id;
  exports dev.bailiwick.impersonation;
  exports dev.bailiwick.invitation;
  exports dev.bailiwick.key;
  exports dev.bailiwick.notice;
  exports dev.bailiwick.org;
  exports dev.bailiwick.page;
  exports dev.bailiwick.password;
  exports dev.bailiwick.permission;
  exports dev.bailiwick.resource;
  exports dev.bailiwick.store;
  exports dev.bailiwick.team;
  exports dev.bailiwick.user;
  exports dev.bailiwick;
  exports dev.bailiwick.internal.filter to
      dev.bailiwick.jdbc;
}
