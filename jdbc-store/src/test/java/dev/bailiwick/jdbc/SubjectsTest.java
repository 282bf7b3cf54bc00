package dev.bailiwick.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.bailiwick.Bailiwick;
import dev.bailiwick.Session;
import dev.bailiwick.access.Question;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.grant.NewGrant;
import dev.bailiwick.id.Everyone;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.ResourceRef;
import dev.bailiwick.id.ResourceType;
import dev.bailiwick.id.UserId;
import dev.bailiwick.jdbc.internal.facts.Fact;
import dev.bailiwick.jdbc.internal.facts.Fact.Kind;
import dev.bailiwick.jdbc.internal.facts.FactsQuery;
import dev.bailiwick.jdbc.internal.facts.KnownSubject;
import dev.bailiwick.jdbc.internal.facts.KnownSubjectQuery;
import dev.bailiwick.jdbc.internal.facts.PeopleFacts;
import dev.bailiwick.jdbc.internal.facts.TenantStamp;
import dev.bailiwick.jdbc.internal.schema.Product;
import dev.bailiwick.jdbc.internal.sql.Sql;
import dev.bailiwick.permission.Permission;
import dev.bailiwick.permission.Standard;
import dev.bailiwick.store.Store;
import dev.bailiwick.user.NewMember;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is remembered of those who ask, and that nobody is answered by what is not so any more. */
class SubjectsTest {
  private static final ResourceType<String> DOC = ResourceType.of("doc");
  private static final Map<String, Database> DATABASES =
      Map.of(
          "H2", Databases.H2_MEMORY,
          "PostgreSQL", Databases.POSTGRESQL,
          "MariaDB", Databases.MARIADB);

  @AfterEach
  void recycle() {
    DATABASES.values().forEach(Database::recycle);
  }

  /** An org with a member and a document that everyone may read, seen from a second node. */
  private static final class Scene {
    private final World world;
    private final OrgId acme;
    private final UserId ann;
    private final ResourceRef doc;
    private final CountedStatements counted = new CountedStatements();
    private final Database database;
    private final Store store;
    private final JdbcStore other;
    private final Session there;

    Scene(Database database) {
      this.database = database;
      store = database.newStore();
      world = new World(store);
      acme = world.org("Acme", world.user("olga"));
      ann = world.member("ann", acme);
      doc = DOC.id("d").in(acme);
      world.system().grants().grant(Standard.COLLABORATOR, doc, Everyone.EVERYONE);
      other = JdbcStore.over(counted.around(database.secondPool(store)));
      there = Bailiwick.over(other).actingAs(Actor.user(ann).in(acme));
    }

    boolean may(ResourceRef resource) {
      return there.may(Permission.READ, resource);
    }

    /** The statements of a question that must be answered so. */
    List<String> asked(ResourceRef resource, boolean answer) {
      return counted.during(() -> assertThat(may(resource)).isEqualTo(answer));
    }

    /** Makes a member of somebody behind the library's back, and does not commit it. */
    void openedDoor(Statement statement, UserId user) throws SQLException {
      statement.execute(
          "INSERT INTO bailiwick_membership (org, user_id, admin, active) VALUES (%d, %d, FALSE, TRUE)"
              .formatted(acme.value(), user.value()));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"H2", "PostgreSQL", "MariaDB"})
  void a_repeated_question_reads_only_grants_until_the_user_has_changed(String product) {
    Scene scene = new Scene(DATABASES.get(product));
    assertThat(scene.database.product()).startsWith(product);
    scene.may(scene.doc);
    List<String> remembered = scene.asked(scene.doc, true);
    assertThat(remembered).hasSize(1);
    assertThat(remembered.get(0)).contains("bailiwick_grant").doesNotContain("membership");

    // A grant changes nobody, and is seen at once.
    ResourceRef secret = DOC.id("secret").in(scene.acme);
    assertThat(scene.asked(secret, false)).hasSize(1);
    scene.world.system().grants().merge(secret, NewGrant.of(Standard.COLLABORATOR, scene.ann));
    assertThat(scene.asked(secret, true)).hasSize(1);

    // Whoever left is seen at once too, by a second statement this once.
    scene.world.system().orgs().members(scene.acme).remove(scene.ann);
    assertThat(scene.asked(scene.doc, false)).hasSize(2);
    assertThat(scene.asked(scene.doc, false)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"H2", "PostgreSQL", "MariaDB"})
  void a_suspension_is_seen_at_once_although_the_user_is_remembered(String product) {
    Scene scene = new Scene(DATABASES.get(product));
    World world = scene.world;
    OrgId partner = world.org("Partner", world.user("petra"));
    world.join(partner, scene.ann);
    world.sharing(scene.acme, true);
    ResourceRef shared = DOC.id("shared").in(scene.acme);
    world.system().grants().grant(Standard.COLLABORATOR, shared, partner);
    scene.asked(shared, true);

    // The org that received the grant, and then the org of the resource.
    world.system().orgs().suspend(partner, "unpaid");
    assertThat(scene.asked(shared, false)).hasSize(2);
    assertThat(scene.asked(shared, false)).hasSize(1);
    scene.asked(scene.doc, true);
    world.system().orgs().resume(partner);
    scene.asked(shared, true);
    world.system().orgs().suspend(scene.acme, "unpaid");
    assertThat(scene.asked(scene.doc, false)).hasSize(2);
    assertThat(scene.asked(scene.doc, false)).hasSize(1);
    world.system().orgs().resume(scene.acme);
    scene.asked(scene.doc, true);
    assertThat(scene.asked(scene.doc, true)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"H2", "PostgreSQL", "MariaDB"})
  void a_grant_on_the_org_itself_is_seen_although_it_is_remembered(String product) {
    Scene scene = new Scene(DATABASES.get(product));
    assertThat(scene.database.product()).startsWith(product);
    ResourceRef secret = DOC.id("secret").in(scene.acme);
    scene.asked(secret, false);
    scene.world.system().grants().grant(Standard.COLLABORATOR, scene.acme, scene.ann);
    scene.asked(secret, true);
    scene.world.system().grants().removeAll(scene.acme);
    scene.asked(secret, false);
  }

  @ParameterizedTest
  @ValueSource(strings = {"H2", "PostgreSQL", "MariaDB"})
  void a_grant_on_the_org_counts_in_a_batch_that_needs_several_statements(String product) {
    Scene scene = new Scene(DATABASES.get(product));
    assertThat(scene.database.product()).startsWith(product);
    scene.world.system().grants().grant(Standard.COLLABORATOR, scene.acme, scene.ann);
    List<Question> questions =
        IntStream.range(0, 1_001)
            .mapToObj(i -> DOC.id("d" + i).in(scene.acme))
            .map(one -> new Question(scene.ann, Permission.READ, one))
            .toList();
    Session host = Bailiwick.over(scene.other).actingAs(Actor.system("host"));
    // The first statement about so many resources has no room for the org.
    assertThat(host.access().checkAll(questions)).as("all at once").containsOnly(true);
    scene.asked(DOC.id("d0").in(scene.acme), true);
  }

  @ParameterizedTest
  @ValueSource(strings = {"H2", "PostgreSQL", "MariaDB"})
  void a_node_that_made_the_change_itself_needs_no_second_statement(String product) {
    Scene scene = new Scene(DATABASES.get(product));
    assertThat(scene.database.product()).startsWith(product);
    JdbcStore alone = JdbcStore.over(scene.counted.around(scene.database.pool(scene.store)));
    Session ann = Bailiwick.over(alone).actingAs(Actor.user(scene.ann).in(scene.acme));
    ann.may(Permission.READ, scene.doc);
    Bailiwick.over(alone)
        .actingAs(Actor.system("test"))
        .orgs()
        .members(scene.acme)
        .deactivate(scene.ann);
    List<String> asked =
        scene.counted.during(
            () -> assertThat(ann.may(Permission.READ, scene.doc)).as("a member").isFalse());
    assertThat(asked).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"H2", "PostgreSQL", "MariaDB"})
  void a_document_below_a_folder_is_found_there_as_soon_as_there_are_folders(String product) {
    Scene scene = new Scene(DATABASES.get(product));
    assertThat(scene.database.product()).startsWith(product);
    Session system = scene.world.system();
    UserId olga = system.orgs().get(scene.acme).owner();
    ResourceRef folder = DOC.id("folder").in(scene.acme);
    ResourceRef below = DOC.id("below").in(scene.acme);
    scene.asked(below, false);
    system.grants().merge(folder, NewGrant.of(Standard.COLLABORATOR, scene.ann));
    scene.asked(below, false);
    system.resources().register(below.ownedBy(scene.ann));
    scene.asked(below, true);
    system.resources().transferOwnership(below, olga);
    scene.asked(below, false);
    system.resources().register(folder.ownedBy(olga));
    system.resources().move(below, folder);
    scene.asked(below, true);
  }

  @ParameterizedTest
  @ValueSource(strings = {"H2", "PostgreSQL", "MariaDB"})
  void a_parent_that_is_registered_and_vouched_for_costs_no_statement_more(String product) {
    Scene scene = new Scene(DATABASES.get(product));
    assertThat(scene.database.product()).startsWith(product);
    ResourceRef folder = DOC.id("folder").in(scene.acme);
    ResourceRef below = DOC.id("below").in(scene.acme);
    Session system = scene.world.system();
    system.resources().register(folder.ownedBy(scene.ann));
    system.resources().register(below.ownedBy(scene.ann).under(folder));
    scene.asked(below, true);
    List<String> plain = scene.counted.during(() -> scene.there.explain(Permission.READ, below));
    List<String> vouched =
        scene.counted.during(() -> scene.there.explain(Permission.READ, below.under(folder)));
    assertThat(vouched).hasSameSizeAs(plain);
  }

  @ParameterizedTest
  @ValueSource(strings = {"H2", "PostgreSQL", "MariaDB"})
  void a_grant_on_the_org_costs_a_large_batch_no_statement_more(String product) {
    Scene scene = new Scene(DATABASES.get(product));
    assertThat(scene.database.product()).startsWith(product);
    Session there = Bailiwick.over(scene.other).actingAs(Actor.system("test"));
    List<Question> questions =
        IntStream.rangeClosed(0, 1_000)
            .mapToObj(i -> DOC.id("many" + i).in(scene.acme))
            .map(doc -> new Question(scene.ann, Permission.READ, doc))
            .toList();
    scene.may(scene.doc);
    List<String> before = scene.counted.during(() -> there.access().checkAll(questions));
    there.grants().grant(Standard.COLLABORATOR, scene.acme, scene.ann);
    scene.may(scene.doc);
    List<String> after =
        scene.counted.during(
            () -> assertThat(there.access().checkAll(questions)).doesNotContain(false));
    assertThat(after).hasSameSizeAs(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"H2", "PostgreSQL", "MariaDB"})
  void a_grant_on_a_shared_parent_is_read_once(String product) throws SQLException {
    Scene scene = new Scene(DATABASES.get(product));
    assertThat(scene.database.product()).startsWith(product);
    Session system = scene.world.system(scene.acme);
    ResourceRef folder = DOC.id("folder");
    system.resources().register(folder.ownedBy(scene.ann));
    system.grants().grant(Standard.COLLABORATOR, folder, Everyone.EVERYONE);
    system.grants().grant(Standard.COLLABORATOR, folder, scene.ann);
    Set<ResourceId> things = Set.of(DOC.id("1"), DOC.id("2"), DOC.id("3"));
    things.forEach(one -> system.resources().register(one.ownedBy(scene.ann).under(folder)));
    FactsQuery query = new FactsQuery(scene.acme, Set.of(scene.ann), things);
    try (Connection connection = scene.database.pool(scene.store).getConnection()) {
      Sql sql = new Sql(connection, Product.of(scene.database.name()).orElseThrow().dialect());
      ImmutableList<Fact> all = query.stampedFacts(sql);
      ImmutableSet<TenantStamp> stamps =
          all.stream()
              .filter(fact -> fact.kind() == Kind.STAMP)
              .map(TenantStamp::of)
              .collect(ImmutableSet.toImmutableSet());
      var known = new KnownSubject(PeopleFacts.of(query, all), ImmutableList.of(), stamps);
      assertThat(new KnownSubjectQuery(query, known).run(sql).facts())
          .doesNotHaveDuplicates()
          .filteredOn(fact -> fact.kind() == Kind.GRANT)
          .hasSize(2);
    }
  }

  @ParameterizedTest
  @CsvSource({"H2, false", "PostgreSQL, true", "MariaDB, false"})
  void lent_connection_fills_the_cache_only_above_read_uncommitted(
      String product, boolean remembers) throws SQLException {
    Scene scene = new Scene(DATABASES.get(product));
    assertThat(scene.database.product()).startsWith(product);
    DataSource pool = scene.counted.around(scene.database.pool(scene.store));
    JdbcStore store = JdbcStore.over(pool);
    try (Connection lent = pool.getConnection()) {
      lent.setAutoCommit(false);
      Session ann = Bailiwick.over(store.on(lent)).actingAs(Actor.user(scene.ann).in(scene.acme));
      assertThat(ann.may(Permission.READ, scene.doc)).isTrue();
      List<String> again =
          scene.counted.during(
              () -> assertThat(ann.may(Permission.READ, scene.doc)).as("a member").isTrue());
      assertThat(again).hasSize(1);
      assertThat(again.get(0).contains("bailiwick_membership")).isNotEqualTo(remembers);
      lent.rollback();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"H2", "PostgreSQL", "MariaDB"})
  void a_rolled_back_membership_leaves_the_cache(String product) throws SQLException {
    Scene scene = new Scene(DATABASES.get(product));
    assertThat(scene.database.product()).startsWith(product);
    UserId ben = scene.world.user("ben");
    JdbcStore store = (JdbcStore) scene.store;
    Actor actor = Actor.user(ben).in(scene.acme);
    try (Connection lent = scene.database.pool(scene.store).getConnection()) {
      lent.setAutoCommit(false);
      Bailiwick within = Bailiwick.over(store.on(lent));
      within.actingAs(Actor.system("host")).orgs().members(scene.acme).add(NewMember.member(ben));
      assertThat(within.actingAs(actor).may(Permission.READ, scene.doc)).isTrue();
      lent.rollback();
    }
    assertThat(Bailiwick.over(store).actingAs(actor).may(Permission.READ, scene.doc)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"H2", "MariaDB"})
  void a_dirty_read_on_a_lent_connection_does_not_fill_the_cache(String product)
      throws SQLException {
    Scene scene = new Scene(DATABASES.get(product));
    assertThat(scene.database.product()).startsWith(product);
    UserId ben = scene.world.user("ben");
    JdbcStore store = (JdbcStore) scene.store;
    Actor actor = Actor.user(ben).in(scene.acme);
    try (Connection writing = scene.database.pool(scene.store).getConnection();
        Statement statement = writing.createStatement();
        Connection lent = scene.database.pool(scene.store).getConnection()) {
      writing.setAutoCommit(false);
      lent.setTransactionIsolation(Connection.TRANSACTION_READ_UNCOMMITTED);
      lent.setAutoCommit(false);
      scene.openedDoor(statement, ben);
      Session dirty = Bailiwick.over(store.on(lent)).actingAs(actor);
      assertThat(dirty.may(Permission.READ, scene.doc)).as("the host asks for it").isTrue();
      lent.rollback();
      writing.rollback();
    }
    assertThat(Bailiwick.over(store).actingAs(actor).may(Permission.READ, scene.doc)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"H2", "MariaDB"})
  void one_pooled_connection_at_read_uncommitted_does_not_fill_the_cache(String product)
      throws SQLException {
    Scene scene = new Scene(DATABASES.get(product));
    assertThat(scene.database.product()).startsWith(product);
    UserId ben = scene.world.user("ben");
    DataSource pool = scene.database.pool(scene.store);
    AtomicBoolean dirty = new AtomicBoolean();
    JdbcStore store =
        JdbcStore.over(
            (DataSource)
                Proxy.newProxyInstance(
                    DataSource.class.getClassLoader(),
                    new Class<?>[] {DataSource.class},
                    (proxy, method, arguments) -> {
                      Connection connection = pool.getConnection();
                      if (dirty.get()) {
                        connection.setTransactionIsolation(Connection.TRANSACTION_READ_UNCOMMITTED);
                      }
                      return connection;
                    }));
    Session session = Bailiwick.over(store).actingAs(Actor.user(ben).in(scene.acme));
    try (Connection writing = scene.database.secondPool(scene.store).getConnection();
        Statement statement = writing.createStatement()) {
      writing.setAutoCommit(false);
      scene.openedDoor(statement, ben);
      dirty.set(true);
      assertThat(session.may(Permission.READ, scene.doc)).as("what it reads").isTrue();
      dirty.set(false);
      writing.rollback();
    }
    assertThat(session.may(Permission.READ, scene.doc)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"H2", "MariaDB"})
  void a_pool_at_read_uncommitted_does_not_make_the_store_read_uncommitted_data(String product)
      throws SQLException {
    Database database = Databases.at("TRANSACTION_READ_UNCOMMITTED", DATABASES.get(product));
    try {
      Scene scene = new Scene(database);
      assertThat(scene.database.product()).startsWith(product);
      UserId ben = scene.world.user("ben");
      Session session = Bailiwick.over(scene.store).actingAs(Actor.user(ben).in(scene.acme));
      try (Connection writing = database.pool(scene.store).getConnection();
          Statement statement = writing.createStatement()) {
        writing.setAutoCommit(false);
        scene.openedDoor(statement, ben);
        assertThat(session.may(Permission.READ, scene.doc)).isFalse();
        writing.rollback();
      }
      assertThat(session.may(Permission.READ, scene.doc)).isFalse();
    } finally {
      database.recycle();
    }
  }
}
