package dev.bailiwick.contract.topic.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.Bailiwick;
import dev.bailiwick.Session;
import dev.bailiwick.access.Listener;
import dev.bailiwick.access.NoPermission;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.contract.fixture.ContractTopic;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.contract.topic.concurrency.RaceTrial;
import dev.bailiwick.error.BailiwickException;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.error.StoreFailure;
import dev.bailiwick.id.ApiKeyId;
import dev.bailiwick.id.Consistency;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.key.IssuedApiKey;
import dev.bailiwick.key.NewApiKey;
import dev.bailiwick.key.UnusedKey;
import dev.bailiwick.org.NoSuchOrg;
import dev.bailiwick.org.OrgMember;
import dev.bailiwick.org.UnusedMember;
import dev.bailiwick.page.Page;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.permission.Permission;
import dev.bailiwick.store.Store;
import dev.bailiwick.store.Transaction;
import dev.bailiwick.store.UseSubject;
import dev.bailiwick.store.View;
import dev.bailiwick.user.Profile;
import dev.bailiwick.user.UserStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The last use of keys, and the members and keys that are not used. */
public interface LastUseContract extends ContractTopic {
  private static Instant after(Duration time) {
    return World.START.plus(time);
  }

  private static List<UnusedMember> members(Session session, OrgId org, Instant since) {
    return Page.all(page -> session.history().unusedMembers(org, since, page)).toList();
  }

  private static List<UserId> memberIds(Session session, OrgId org, Instant since) {
    return members(session, org, since).stream()
        .map(UnusedMember::member)
        .map(OrgMember::id)
        .toList();
  }

  private static List<UnusedKey> keys(Session session, OrgId org, Instant since) {
    return Page.all(page -> session.history().unusedKeys(org, since, page)).toList();
  }

  private static Optional<Instant> lastUse(World world, ApiKeyId key) {
    UseSubject subject = UseSubject.of(key);
    return world
        .store()
        .read(
            Consistency.latest(),
            view -> Optional.ofNullable(view.history().lastUses(List.of(subject)).get(subject)));
  }

  private static Session use(World world, IssuedApiKey key) {
    return world.bailiwick().actingAs(authenticated(world.bailiwick(), key));
  }

  private static Actor authenticated(Bailiwick bailiwick, IssuedApiKey key) {
    return bailiwick.authenticate(key.secret().orElseThrow().reveal());
  }

  private static IssuedApiKey newKey(Session session) {
    return session.apiKeys().create(NewApiKey.named("key")).value();
  }

  @Test
  default void the_members_who_did_not_sign_in_for_ninety_days_are_listed() {
    World world = world();
    UserId owner = world.user("owner");
    OrgId org = world.org("acme", owner);
    UserId active = world.member("active", org);
    UserId past = world.member("past", org);
    UserId never = world.member("never", org);
    world.system().users().signIn(past);
    world.clock().advance(Duration.ofDays(100));
    UserId fresh = world.member("fresh", org);
    for (UserId user : List.of(owner, active)) {
      world.system().users().signIn(user);
    }
    Session admin = world.as(owner, org);
    Instant since = world.clock().instant().minus(Duration.ofDays(90));

    List<UnusedMember> unused = members(admin, org, since);

    assertThat(unused).extracting(one -> one.member().id()).containsExactly(past, never);
    assertThat(unused)
        .extracting(UnusedMember::lastSignIn)
        .containsExactly(Optional.of(World.START), Optional.empty());
    assertThat(unused)
        .extracting(UnusedMember::member)
        .isEqualTo(
            admin.orgs().members(org).list(PageRequest.first()).items().stream()
                .filter(member -> Set.of(past, never).contains(member.id()))
                .toList());
    assertThat(memberIds(admin, org, Instant.MAX))
        .as("all members")
        .containsExactly(owner, active, past, never, fresh);
    assertThat(memberIds(admin, org, Instant.MIN)).isEmpty();
    assertThat(memberIds(world.system(), org, since)).containsExactly(past, never);
  }

  @Test
  default void a_member_is_listed_whatever_the_state_of_the_account() {
    World world = world();
    UserId owner = world.user("owner");
    OrgId org = world.org("acme", owner);
    UserId locked = world.member("lou", org);
    UserId inactive = world.member("ina", org);
    world.system().users().lock(locked);
    world.as(owner, org).orgs().members(org).deactivate(inactive);
    UserId unclaimed =
        world.as(owner, org).users().register(Profile.empty().withEmail("new@world.test")).id();
    List<UnusedMember> unused = members(world.as(owner, org), org, after(Duration.ofSeconds(1)));
    assertThat(unused)
        .extracting(one -> one.member().id())
        .containsExactly(owner, locked, inactive, unclaimed);
    assertThat(unused.get(2).member().active()).isFalse();
    assertThat(unused.get(3).member().status()).isEqualTo(UserStatus.UNCLAIMED);
    assertThat(unused.get(0).member().owner()).isTrue();
  }

  @Test
  default void a_service_account_is_used_with_its_keys_and_a_person_is_not() {
    World world = world();
    UserId owner = world.user("owner");
    OrgId org = world.org("acme", owner);
    Session admin = world.as(owner, org);
    UserId robot = admin.users().registerService(org, "robot").id();
    UserId idle = admin.users().registerService(org, "idle").id();
    IssuedApiKey ofRobot = admin.apiKeys().createFor(robot, NewApiKey.named("ci")).value();
    IssuedApiKey ofOwner = newKey(admin);
    world.clock().advance(Duration.ofDays(1));
    use(world, ofRobot);
    use(world, ofOwner);
    Instant now = world.clock().instant();

    assertThat(memberIds(admin, org, now)).containsExactly(owner, idle);
    assertThat(members(admin, org, now.plusSeconds(1)).get(1).lastSignIn()).contains(now);
    assertThat(keys(admin, org, now)).isEmpty();
    admin.apiKeys().revoke(ofRobot.key().id());
    assertThat(memberIds(admin, org, now))
        .as("the account's last use outlives the key")
        .containsExactly(owner, idle);
  }

  @Test
  default void the_keys_of_an_org_that_were_not_used_are_listed() {
    World world = world();
    UserId owner = world.user("owner");
    OrgId org = world.org("acme", owner);
    UserId ann = world.member("ann", org);
    Session admin = world.as(owner, org);
    IssuedApiKey used = newKey(admin);
    IssuedApiKey past = newKey(world.as(ann, org));
    IssuedApiKey never = newKey(world.as(ann, org));
    newKey(world.as(ann));
    newKey(world.as(owner, world.org("other", owner)));
    use(world, past);
    world.clock().advance(Duration.ofDays(80));
    use(world, used);
    IssuedApiKey fresh = newKey(admin);
    Instant since = world.clock().instant().minus(Duration.ofDays(70));

    assertThat(keys(admin, org, since))
        .containsExactly(
            new UnusedKey(past.key(), Optional.of(World.START)),
            new UnusedKey(never.key(), Optional.empty()));
    assertThat(keys(admin, org, Instant.MAX))
        .extracting(UnusedKey::key)
        .containsExactly(used.key(), past.key(), never.key(), fresh.key());
    world.clock().advance(Duration.ofDays(20));
    assertThat(keys(admin, org, since)).as("also ended ones").hasSize(2);
    world.as(ann, org).apiKeys().revoke(past.key().id());
    assertThat(lastUse(world, past.key().id())).isEmpty();
    assertThat(keys(admin, org, since)).extracting(UnusedKey::key).containsExactly(never.key());
    admin.orgs().members(org).remove(ann);
    assertThat(keys(admin, org, since)).isEmpty();
  }

  @Test
  default void an_admin_of_the_org_alone_asks_for_unused_members_and_keys() {
    World world = world();
    UserId owner = world.user("owner");
    OrgId org = world.org("acme", owner);
    UserId admin = world.admin("adam", org);
    UserId ann = world.member("ann", org);
    UserId elsewhere = world.user("else");
    OrgId other = world.org("other", elsewhere);
    PageRequest page = PageRequest.first();
    for (Session session :
        List.of(
            world.as(owner, org),
            world.as(admin, org),
            world.system(),
            world.as(world.superUser("sue")))) {
      assertThat(session.history().unusedMembers(org, Instant.MAX, page).items()).hasSize(3);
      assertThat(session.history().unusedKeys(org, Instant.MAX, page).items()).isEmpty();
    }
    assertThatThrownBy(() -> world.as(ann, org).history().unusedMembers(org, Instant.MAX, page))
        .isInstanceOf(NoPermission.class);
    assertThatThrownBy(() -> world.as(ann, org).history().unusedKeys(org, Instant.MAX, page))
        .isInstanceOf(NoPermission.class);
    for (Session session : List.of(world.as(elsewhere, other), world.as(owner, other))) {
      assertThatThrownBy(() -> session.history().unusedMembers(org, Instant.MAX, page))
          .isInstanceOf(NoSuchOrg.class);
      assertThatThrownBy(() -> session.history().unusedKeys(org, Instant.MAX, page))
          .isInstanceOf(NoSuchOrg.class);
    }
    Session program = use(world, newKey(world.as(owner, org)));
    assertThatThrownBy(() -> program.history().unusedMembers(org, Instant.MAX, page))
        .isInstanceOf(NoPermission.class);
    assertThatThrownBy(() -> program.history().unusedKeys(org, Instant.MAX, page))
        .isInstanceOf(NoPermission.class);
  }

  @Test
  default void unused_members_and_keys_are_read_by_pages() {
    World world = world();
    UserId owner = world.user("owner");
    OrgId org = world.org("acme", owner);
    Session admin = world.as(owner, org);
    for (int i = 0; i < 4; i++) {
      world.member("m" + i, org);
      newKey(admin);
    }
    PageRequest two = PageRequest.first(2);
    List<Integer> sizes = new ArrayList<>();
    ImmutableList.Builder<UserId> read = ImmutableList.builder();
    Optional<PageRequest> next = Optional.of(two);
    while (next.isPresent()) {
      Page<UnusedMember> page = admin.history().unusedMembers(org, Instant.MAX, next.get());
      sizes.add(page.items().size());
      page.forEach(unused -> read.add(unused.member().id()));
      next = page.next().map(two::after);
    }
    assertThat(sizes).containsExactly(2, 2, 1);
    assertThat(read.build()).isEqualTo(memberIds(admin, org, Instant.MAX));
    Page<UnusedKey> first = admin.history().unusedKeys(org, Instant.MAX, two);
    Page<UnusedKey> second =
        admin.history().unusedKeys(org, Instant.MAX, two.after(first.next().orElseThrow()));
    assertThat(second.next()).isEmpty();
    assertThat(ImmutableList.builder().addAll(first).addAll(second).build())
        .isEqualTo(keys(admin, org, Instant.MAX));
    assertThatThrownBy(
            () ->
                admin.history().unusedKeys(org, World.START, two.after(first.next().orElseThrow())))
        .isInstanceOfSatisfying(
            InvalidParameter.class, e -> assertThat(e.field()).isEqualTo("page.token"));
  }

  @Test
  default void a_use_of_a_key_is_recorded_once_a_minute_and_a_check_records_nothing() {
    World world = world();
    UserId owner = world.user("owner");
    OrgId org = world.org("acme", owner);
    IssuedApiKey key = newKey(world.as(owner, org));
    assertThat(lastUse(world, key.key().id())).isEmpty();
    Session program = use(world, key);
    assertThat(lastUse(world, key.key().id())).contains(World.START);
    world.clock().advance(Duration.ofSeconds(59));
    use(world, key);
    assertThat(lastUse(world, key.key().id())).contains(World.START);
    world.clock().advance(Duration.ofSeconds(1));
    assertThat(program.may(Permission.READ, org)).isTrue();
    assertThat(lastUse(world, key.key().id())).contains(World.START);
    use(world, key);
    assertThat(lastUse(world, key.key().id())).contains(after(Duration.ofMinutes(1)));
    assertThatThrownBy(() -> world.bailiwick().authenticate("bwk_1_wrong"))
        .isInstanceOf(BailiwickException.class);
  }

  /** A store whose units of work fail while they are told to. */
  final class Failing implements Store {
    private final Store store;
    private volatile boolean fails;

    Failing(Store store) {
      this.store = store;
    }

    @Override
    public <R> R read(Consistency consistency, Function<View, R> question) {
      return store.read(consistency, question);
    }

    @Override
    public <R> R write(Set<Tenant> tenants, Function<Transaction, R> unit) {
      if (fails) {
        throw new StoreFailure("read-only", true);
      }
      return store.write(tenants, unit);
    }
  }

  @Test
  default void an_actor_is_authenticated_although_the_use_cannot_be_recorded() {
    Failing store = new Failing(newStore());
    World world = new World(store);
    UserId owner = world.user("owner");
    IssuedApiKey key = newKey(world.as(owner, world.org("acme", owner)));
    List<Actor> told = new ArrayList<>();
    Bailiwick bailiwick =
        world
            .bailiwick()
            .withListener(
                new Listener() {
                  @Override
                  public void useNotRecorded(Actor actor, StoreFailure failure) {
                    assertThat(failure).hasMessage("read-only");
                    told.add(actor);
                  }
                });
    store.fails = true;
    Actor actor = authenticated(bailiwick, key);
    assertThat(actor.user()).contains(owner);
    assertThat(told).containsExactly(actor);
    assertThat(lastUse(world, key.key().id())).isEmpty();
    store.fails = false;
    authenticated(bailiwick, key);
    assertThat(told).hasSize(1);
    assertThat(lastUse(world, key.key().id())).contains(World.START);
  }

  @Test
  default void nodes_that_record_the_use_of_one_key_at_once_refuse_nobody() {
    World world = world();
    World other = world.through(beside(world.store()));
    UserId owner = world.user("owner");
    OrgId org = world.org("acme", owner);
    UserId robot = world.as(owner, org).users().registerService(org, "robot").id();
    IssuedApiKey key =
        world.as(owner, org).apiKeys().createFor(robot, NewApiKey.named("ci")).value();
    List<StoreFailure> told = new CopyOnWriteArrayList<>();
    Listener listener =
        new Listener() {
          @Override
          public void useNotRecorded(Actor actor, StoreFailure failure) {
            told.add(failure);
          }
        };
    for (int round = 0; round < RaceTrial.rounds(); round++) {
      List<Optional<BailiwickException>> ends =
          RaceTrial.atOnce(
              IntStream.range(0, 8)
                  .<Runnable>mapToObj(
                      i ->
                          () ->
                              authenticated(
                                  (i % 2 == 0 ? world : other).bailiwick().withListener(listener),
                                  key))
                  .toArray(Runnable[]::new));
      assertThat(ends).allMatch(Optional::isEmpty);
      assertThat(lastUse(world, key.key().id())).contains(world.clock().instant());
      world.clock().advance(Duration.ofMinutes(1));
    }
    assertThat(told).isEmpty();
  }

  @Test
  default void users_who_sign_in_at_once_through_two_nodes_are_all_recorded() {
    World world = world();
    World other = world.through(beside(world.store()));
    UserId ann = world.user("ann");
    int signIns = 8;
    for (int round = 0; round < RaceTrial.rounds(); round++) {
      assertThat(
              RaceTrial.atOnce(
                  IntStream.range(0, signIns)
                      .<Runnable>mapToObj(
                          i -> () -> (i % 2 == 0 ? world : other).system().users().signIn(ann))
                      .toArray(Runnable[]::new)))
          .allMatch(Optional::isEmpty);
      assertThat(world.system().history().removeOlder(Instant.MAX)).isEqualTo(signIns);
      world.clock().advance(Duration.ofMinutes(1));
    }
  }
}
