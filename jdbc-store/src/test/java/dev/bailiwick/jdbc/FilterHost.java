package dev.bailiwick.jdbc;

import dev.bailiwick.Bailiwick;
import dev.bailiwick.Session;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.grant.Grant;
import dev.bailiwick.id.Accessor;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.ResourceType;
import dev.bailiwick.id.UserId;
import dev.bailiwick.org.NewOrg;
import dev.bailiwick.permission.Permission;
import dev.bailiwick.permission.Standard;
import dev.bailiwick.resource.Resource;
import dev.bailiwick.user.NewMember;
import dev.bailiwick.user.Profile;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;

/** An org with its owner, a member and an admin. */
record FilterHost(Database database, DataSource dataSource, JdbcStore store, List<Long> ids) {
  static FilterHost on(Database database) throws SQLException {
    DataSource dataSource = database.newDataSource();
    JdbcStore store = JdbcStore.over(dataSource);
    Session system = Bailiwick.over(store).actingAs(Actor.system("host"));
    UserId olga = system.users().register(Profile.named("Olga")).id();
    UserId bob = system.users().register(Profile.named("Bob")).id();
    OrgId acme = system.orgs().create(NewOrg.named("Acme", olga)).id();
    system.orgs().members(acme).add(NewMember.member(bob));
    UserId ada = system.users().register(Profile.named("Ada")).id();
    system.orgs().members(acme).add(NewMember.member(ada).asAdmin());
    return new FilterHost(
        database, dataSource, store, List.of(acme.value(), olga.value(), bob.value(), ada.value()));
  }

  OrgId acme() {
    return new OrgId(ids.get(0));
  }

  UserId olga() {
    return new UserId(ids.get(1));
  }

  UserId bob() {
    return new UserId(ids.get(2));
  }

  UserId ada() {
    return new UserId(ids.get(3));
  }

  Session as(UserId user) {
    return Bailiwick.over(store).actingAs(Actor.user(user).in(acme()));
  }

  Session system() {
    return Bailiwick.over(store).actingAs(Actor.system("host").in(acme()));
  }

  void grant(ResourceId resource, Accessor accessor) {
    system().grants().grant(Standard.COLLABORATOR, resource, accessor);
  }

  /** Bob's, of each kind. */
  List<SqlFilter> filters(ResourceType<?> type, Rows rows) {
    return HostTable.filters(store, system(), bob(), Permission.READ, type, rows);
  }

  /** Writes what no call of the library would. */
  void plant(Resource resource) {
    store.write(
        Set.of(acme()),
        tx -> {
          tx.resources().save(resource);
          return true;
        });
  }

  void plant(Grant grant) {
    store.write(
        Set.of(acme()),
        tx -> {
          tx.grants().save(grant);
          return true;
        });
  }

  <T, P> HostTable<T, P> table(ResourceType<T> type, ResourceType<P> parent) {
    return new HostTable<>(dataSource, "things", type, parent, rows("d.id"));
  }

  /** Rows of a table that is the org's as a whole. */
  Rows rows(String id) {
    return Rows.of(id).wholeTableBelongsTo(acme());
  }

  void execute(String sql) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  String of(String h2, String postgresql, String mariadb) {
    return database == Databases.H2_MEMORY
        ? h2
        : database == Databases.POSTGRESQL ? postgresql : mariadb;
  }
}
