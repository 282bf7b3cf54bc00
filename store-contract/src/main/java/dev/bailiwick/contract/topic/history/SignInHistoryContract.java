package dev.bailiwick.contract.topic.history;

import static dev.bailiwick.contract.fixture.PasswordWorld.GOOD;
import static dev.bailiwick.contract.fixture.PasswordWorld.OTHER;
import static dev.bailiwick.contract.fixture.PasswordWorld.WRONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.Session;
import dev.bailiwick.SignInHistory;
import dev.bailiwick.access.NoPermission;
import dev.bailiwick.actor.SignInEnded;
import dev.bailiwick.contract.fixture.ContractTopic;
import dev.bailiwick.contract.fixture.LogSnapshot;
import dev.bailiwick.contract.fixture.PasswordWorld;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.contract.topic.concurrency.RaceTrial;
import dev.bailiwick.error.BailiwickException;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.error.NotFound;
import dev.bailiwick.error.NotPermitted;
import dev.bailiwick.id.Consistency;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.key.NewApiKey;
import dev.bailiwick.page.Page;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.password.Credentials;
import dev.bailiwick.password.FirstFactor;
import dev.bailiwick.password.SignInRefused;
import dev.bailiwick.store.Slice;
import dev.bailiwick.store.Store;
import dev.bailiwick.store.Transaction;
import dev.bailiwick.store.UseSubject;
import dev.bailiwick.store.View;
import dev.bailiwick.user.NewMember;
import dev.bailiwick.user.SignInEntry;
import dev.bailiwick.user.SignInEntry.Kind;
import dev.bailiwick.user.User;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The history of sign-ins. */
public interface SignInHistoryContract extends ContractTopic {
  private static List<SignInEntry> entries(World world, UserId user) {
    return Page.all(page -> world.system().history().signIns(user, page)).toList();
  }

  private static List<Kind> kinds(World world, UserId user) {
    return entries(world, user).stream().map(SignInEntry::kind).toList();
  }

  private static Optional<Instant> lastSignIn(World world, UserId user) {
    UseSubject subject = UseSubject.of(user);
    return world
        .store()
        .read(
            Consistency.latest(),
            view -> Optional.ofNullable(view.history().lastUses(List.of(subject)).get(subject)));
  }

  private static void refused(PasswordWorld world, String name) {
    assertThatThrownBy(() -> world.signIn(name, WRONG)).isInstanceOf(SignInRefused.class);
  }

  private static void later(World world) {
    world.clock().advance(Duration.ofSeconds(1));
  }

  @Test
  default void sign_ins_and_failures_are_listed_newest_first() {
    PasswordWorld passwords = new PasswordWorld(world());
    World world = passwords.world();
    UserId ann = passwords.user("ann");
    refused(passwords, "ann");
    later(world);
    FirstFactor first = passwords.signIn("ann", GOOD);
    assertThat(kinds(world, ann))
        .as("the right password of a sign-in that is not complete yet")
        .containsExactly(Kind.FAILED);
    assertThat(lastSignIn(world, ann)).isEmpty();
    later(world);
    passwords.bailiwick().signIns().complete(first);
    later(world);
    world.system().users().signIn(ann);

    List<SignInEntry> entries = entries(world, ann);
    assertThat(entries)
        .extracting(SignInEntry::kind)
        .containsExactly(Kind.HOST, Kind.PASSWORD, Kind.FAILED);
    assertThat(entries)
        .extracting(SignInEntry::at)
        .containsExactly(World.START.plusSeconds(3), World.START.plusSeconds(2), World.START);
    assertThat(entries).extracting(SignInEntry::user).containsOnly(ann);
  }

  @Test
  default void a_first_factor_is_no_sign_in() {
    PasswordWorld passwords =
        new PasswordWorld(
            world(),
            alone ->
                Credentials.withSecondFactor(PasswordWorld.key(1), alone.port())
                    .withHasher(alone.hasher()));
    World world = passwords.world();
    UserId ann = passwords.user("ann");
    FirstFactor first = passwords.signIn("ann", GOOD);
    assertThat(kinds(world, ann)).containsExactly(Kind.FIRST_FACTOR);
    assertThat(lastSignIn(world, ann)).isEmpty();
    later(world);
    passwords.bailiwick().signIns().completeAfterSecondFactor(first);
    assertThat(kinds(world, ann)).containsExactly(Kind.PASSWORD, Kind.FIRST_FACTOR);
    assertThat(lastSignIn(world, ann)).contains(World.START.plusSeconds(1));
  }

  @Test
  default void a_password_that_serves_only_to_be_changed_signs_nobody_in() {
    PasswordWorld passwords = new PasswordWorld(world());
    World world = passwords.world();
    UserId ann = passwords.user("ann");
    passwords.system().expire(List.of(ann), "leak");
    FirstFactor first = passwords.signIn("ann", GOOD);
    assertThatThrownBy(() -> passwords.bailiwick().signIns().complete(first))
        .isInstanceOf(SignInRefused.class);
    passwords.system().changeExpired(first, OTHER);
    assertThat(kinds(world, ann)).containsExactly(Kind.FIRST_FACTOR);
    assertThat(lastSignIn(world, ann)).isEmpty();
  }

  @Test
  default void only_attempts_for_an_account_that_were_not_too_early_are_kept() {
    PasswordWorld passwords = new PasswordWorld(world());
    World world = passwords.world();
    UserId ann = passwords.user("ann");
    UserId lou = passwords.user("lou");
    world.system().users().lock(lou);
    for (int i = 0; i < 9; i++) {
      refused(passwords, "ann");
    }
    refused(passwords, "nobody");
    assertThatThrownBy(() -> passwords.signIn("lou", GOOD)).isInstanceOf(SignInRefused.class);
    assertThatThrownBy(() -> world.system().users().signIn(lou)).isInstanceOf(SignInEnded.class);
    assertThat(kinds(world, ann))
        .as("from the fifth on they came too early")
        .containsOnly(Kind.FAILED)
        .hasSize(5);
    assertThat(kinds(world, lou)).containsExactly(Kind.FAILED);
    assertThat(world.system().history().removeOlder(Instant.MAX)).as("of nobody").isEqualTo(6);
  }

  /** Writes down the locks of each unit of work. */
  final class Locked implements Store {
    private final Store store;
    private final List<Set<Tenant>> locks = new ArrayList<>();

    Locked(Store store) {
      this.store = store;
    }

    @Override
    public <R> R read(Consistency consistency, Function<View, R> question) {
      return store.read(consistency, question);
    }

    @Override
    public <R> R write(Set<Tenant> tenants, Function<Transaction, R> unit) {
      locks.add(tenants);
      return store.write(tenants, unit);
    }
  }

  @Test
  default void a_sign_in_takes_no_lock_moves_no_revision_and_is_in_no_log() {
    Locked store = new Locked(newStore());
    PasswordWorld passwords = new PasswordWorld(new World(store));
    World world = passwords.world();
    UserId ann = passwords.user("ann");
    OrgId org = world.org("acme", ann);
    String secret = secret(world.as(ann, org));
    LogSnapshot before = LogSnapshot.of(store);
    store.locks.clear();

    refused(passwords, "ann");
    passwords.bailiwick().signIns().complete(passwords.signIn("ann", GOOD));
    world.system().users().signIn(ann);
    world.bailiwick().authenticate(secret);
    world.system().history().removeOlder(World.START);

    assertThat(store.locks).hasSizeGreaterThanOrEqualTo(5).allMatch(Set::isEmpty);
    assertThat(LogSnapshot.of(store)).isEqualTo(before);
    assertThat(kinds(world, ann)).hasSize(3);
  }

  @Test
  default void a_sign_in_does_not_wait_for_a_change_of_the_account_or_its_org() {
    PasswordWorld passwords = new PasswordWorld(world());
    World world = passwords.world();
    UserId ann = passwords.user("ann");
    OrgId org = world.org("acme", ann);
    String secret = secret(world.as(ann, org));
    List<Optional<BailiwickException>> ends =
        world
            .store()
            .<List<Optional<BailiwickException>>>write(
                Set.of(ann, org),
                tx -> {
                  tx.users().save(tx.users().find(ann).orElseThrow().withFullName("Ann"));
                  tx.orgs().save(tx.orgs().find(org).orElseThrow().withName("ACME"));
                  // A list shows what this unit has written, and so the rows are locked by now.
                  assertThat(tx.users().list(Slice.first()))
                      .extracting(User::fullName)
                      .contains("Ann");
                  return RaceTrial.atOnce(
                      () -> {
                        refused(passwords, "ann");
                        passwords.bailiwick().signIns().complete(passwords.signIn("ann", GOOD));
                        world.system().users().signIn(ann);
                        world.bailiwick().authenticate(secret);
                      });
                });
    assertThat(ends).containsExactly(Optional.empty());
    assertThat(kinds(world, ann)).hasSize(3);
    assertThat(world.system().users().get(ann).fullName()).isEqualTo("Ann");
  }

  private static String secret(Session owner) {
    return owner.apiKeys().create(NewApiKey.named("key")).value().secret().orElseThrow().reveal();
  }

  @Test
  default void the_last_sign_in_is_recorded_once_a_minute_and_each_sign_in_is_in_the_history() {
    World world = world();
    UserId ann = world.user("ann");
    world.system().users().signIn(ann);
    world.clock().advance(Duration.ofSeconds(59));
    world.system().users().signIn(ann);
    assertThat(lastSignIn(world, ann)).contains(World.START);
    later(world);
    world.system().users().signIn(ann);
    assertThat(lastSignIn(world, ann)).contains(World.START.plusSeconds(60));
    assertThat(kinds(world, ann)).hasSize(3);
  }

  @Test
  default void a_history_is_shown_to_its_user_the_host_and_super_users() {
    World world = world();
    UserId owner = world.user("owner");
    OrgId org = world.org("acme", owner);
    UserId ann = world.member("ann", org);
    UserId ben = world.member("ben", org);
    world.system().users().signIn(ann);
    PageRequest page = PageRequest.first();
    for (Session session :
        List.of(
            world.as(ann),
            world.as(ann, org),
            world.system(),
            world.system(org),
            world.as(world.superUser("sue")))) {
      assertThat(session.history().signIns(ann, page).items()).hasSize(1);
    }
    for (Session session : List.of(world.as(owner, org), world.as(ben, org), world.as(owner))) {
      assertThatThrownBy(() -> session.history().signIns(ann, page))
          .isInstanceOf(NotPermitted.class);
    }
    UserId stranger = world.user("stranger");
    for (UserId other : List.of(ann, new UserId(987654321))) {
      assertThatThrownBy(() -> world.as(stranger).history().signIns(other, page))
          .isInstanceOf(NotFound.class);
    }
    String secret = secret(world.as(ann));
    Session program = world.bailiwick().actingAs(world.bailiwick().authenticate(secret));
    assertThatThrownBy(() -> program.history().signIns(ann, page)).isInstanceOf(NoPermission.class);
  }

  @Test
  default void a_history_is_read_by_pages_whose_tokens_are_bound_to_the_question() {
    World world = world();
    UserId ann = world.user("ann");
    UserId ben = world.user("ben");
    for (int i = 0; i < 5; i++) {
      world.system().users().signIn(ann);
      world.system().users().signIn(ben);
      world.clock().advance(Duration.ofNanos(1_000L * (i % 2)));
    }
    List<SignInEntry> all = entries(world, ann);
    assertThat(all).hasSize(5).isSortedAccordingTo((a, b) -> a.key().compareTo(b.key()));
    PageRequest two = PageRequest.first(2);
    ImmutableList.Builder<SignInEntry> read = ImmutableList.builder();
    Page<SignInEntry> page = world.as(ann).history().signIns(ann, two);
    String token = page.next().orElseThrow();
    read.addAll(page);
    while (page.next().isPresent()) {
      page = world.as(ann).history().signIns(ann, two.after(page.next().get()));
      read.addAll(page);
    }
    assertThat(read.build()).isEqualTo(all);
    for (Runnable other :
        List.<Runnable>of(
            () -> world.as(ben).history().signIns(ben, two.after(token)),
            () -> world.system().history().signIns(ann, two.after(token)),
            () -> world.as(ann).history().signIns(ann, two.after(token + "A")))) {
      assertThatThrownBy(other::run)
          .isInstanceOfSatisfying(
              InvalidParameter.class, e -> assertThat(e.field()).isEqualTo("page.token"));
    }
  }

  @Test
  default void an_erasure_deletes_the_history_of_the_person() {
    PasswordWorld passwords = new PasswordWorld(world());
    World world = passwords.world();
    UserId ann = passwords.user("ann");
    UserId ben = passwords.user("ben");
    for (UserId user : List.of(ann, ben)) {
      world.system().users().signIn(user);
    }
    refused(passwords, "ann");
    world.system().users().erase(ann);
    assertThat(lastSignIn(world, ann)).isEmpty();
    assertThat(lastSignIn(world, ben)).isPresent();
    assertThat(
            world
                .store()
                .<List<SignInEntry>>read(
                    Consistency.latest(), view -> view.history().signIns(ann, Slice.first())))
        .isEmpty();
    assertThat(kinds(world, ben)).containsExactly(Kind.HOST);
  }

  @Test
  default void a_service_account_that_ends_leaves_no_history() {
    World world = world();
    UserId owner = world.user("owner");
    OrgId org = world.org("acme", owner);
    UserId robot = world.as(owner, org).users().registerService(org, "robot").id();
    world.system().users().signIn(robot);
    assertThat(kinds(world, robot)).containsExactly(Kind.HOST);
    world.as(owner, org).orgs().members(org).remove(robot);
    assertThat(lastSignIn(world, robot)).isEmpty();
    assertThat(world.system().history().removeOlder(Instant.MAX)).isZero();
  }

  @Test
  default void old_entries_are_removed_by_the_host_and_last_sign_ins_stay() {
    World world = world();
    UserId ann = world.user("ann");
    UserId ben = world.user("ben");
    world.system().users().signIn(ann);
    world.system().users().signIn(ben);
    world.clock().advance(Duration.ofDays(90));
    world.system().users().signIn(ann);
    LogSnapshot before = LogSnapshot.of(world.store());
    UserId sue = world.superUser("sue");
    for (Session session : List.of(world.as(ann), world.as(sue))) {
      assertThatThrownBy(() -> session.history().removeOlder(Instant.MAX))
          .isInstanceOf(NoPermission.class);
    }
    assertThat(world.system().history().removeOlder(World.START)).isZero();
    assertThat(world.system().history().removeOlder(World.START.plusSeconds(1))).isEqualTo(2);
    assertThat(world.system().history().removeOlder(World.START.plusSeconds(1))).isZero();
    assertThat(kinds(world, ann)).hasSize(1);
    assertThat(kinds(world, ben)).isEmpty();
    assertThat(lastSignIn(world, ben)).contains(World.START);
    assertThat(LogSnapshot.of(world.store()).since(before))
        .allMatch(entry -> entry.event().name().startsWith("user."));
  }

  @Test
  default void an_entry_of_an_account_that_joins_another_org_stays_its_own() {
    World world = world();
    UserId owner = world.user("owner");
    OrgId org = world.org("acme", owner);
    UserId ann = world.user("ann");
    world.system().users().signIn(ann);
    world.system(org).orgs().members(org).add(NewMember.member(ann));
    world.as(ann, org).orgs().members(org).leave();
    assertThat(kinds(world, ann)).containsExactly(Kind.HOST);
  }

  @Test
  @SuppressWarnings("NullAway")
  default void a_null_is_refused_by_its_name_in_each_call_of_the_history() {
    World world = world();
    UserId ann = world.user("ann");
    OrgId org = world.org("acme", ann);
    SignInHistory history = world.as(ann, org).history();
    PageRequest page = PageRequest.first();
    Map<String, List<Runnable>> calls =
        Map.of(
            "user", List.of(() -> history.signIns(null, page)),
            "page",
                List.of(
                    () -> history.signIns(ann, null),
                    () -> history.unusedMembers(org, World.START, null),
                    () -> history.unusedKeys(org, World.START, null)),
            "org",
                List.of(
                    () -> history.unusedMembers(null, World.START, page),
                    () -> history.unusedKeys(null, World.START, page)),
            "since",
                List.of(
                    () -> history.unusedMembers(org, null, page),
                    () -> history.unusedKeys(org, null, page)),
            "before", List.of(() -> world.system().history().removeOlder(null)));
    calls.forEach(
        (field, all) ->
            all.forEach(
                call ->
                    assertThatThrownBy(call::run)
                        .isInstanceOfSatisfying(
                            InvalidParameter.class, e -> assertThat(e.field()).isEqualTo(field))));
  }
}
