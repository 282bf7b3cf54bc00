package dev.bailiwick.contract.topic.grant;

import static dev.bailiwick.contract.fixture.World.DOC;
import static dev.bailiwick.permission.Standard.COLLABORATOR;
import static dev.bailiwick.permission.Standard.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableSortedSet;
import dev.bailiwick.Grants;
import dev.bailiwick.access.NoPermission;
import dev.bailiwick.contract.fixture.ContractTopic;
import dev.bailiwick.contract.fixture.LogSnapshot;
import dev.bailiwick.contract.fixture.StoreRows;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.error.OperationReused;
import dev.bailiwick.grant.Effect;
import dev.bailiwick.grant.Grant;
import dev.bailiwick.grant.ListedGrant;
import dev.bailiwick.grant.NewGrant;
import dev.bailiwick.grant.Window;
import dev.bailiwick.id.Accessor;
import dev.bailiwick.id.Everyone;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.org.NoSuchMember;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.permission.Permission;
import dev.bailiwick.permission.Role;
import dev.bailiwick.permission.RoleDefinition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Lists of grants and roles can be written back; a refusal names every accessor out of reach. */
public interface GrantsWrittenBackContract extends ContractTopic {
  @Test
  default void a_list_of_grants_can_be_written_back_whatever_the_state_of_its_accessors() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId acme = world.org("acme", olga);
    UserId ina = world.member("ina", acme);
    UserId guest = world.user("guest");
    UserId late = world.user("late");
    world.sharing(acme, true);
    Grants grants = world.as(olga, acme).grants();
    grants.merge(
        DOC.id("1"),
        NewGrant.of(OPERATOR, ina),
        NewGrant.of(COLLABORATOR, guest).during(Window.until(World.START.plusSeconds(9))),
        NewGrant.denial(COLLABORATOR, ina));
    StoreRows rows = new StoreRows(world.store());
    Role gone = Role.of("gone");
    rows.write(
        tx -> tx.grants().save(StoreRows.given(acme, DOC.id("1"), olga, gone, Effect.ALLOW)), acme);
    world.system(acme).orgs().members(acme).deactivate(ina);
    world.system().users().lock(guest);
    world.system().users().lock(late);
    List<Grant> before = grants.list(DOC.id("1"), PageRequest.first()).items();
    List<NewGrant> same = before.stream().map(Grant::asNewGrant).toList();
    LogSnapshot log = LogSnapshot.of(world.store());
    assertThat(before).hasSize(4);
    assertThat(grants.replace(DOC.id("1"), same).value()).containsExactlyElementsOf(before);
    grants.merge(DOC.id("1"), same);
    assertThat(grants.list(DOC.id("1"), PageRequest.first()).items()).isEqualTo(before);
    assertThat(LogSnapshot.of(world.store())).isEqualTo(log);

    // A grant that exists can also get another period; a new one needs an accessor within reach.
    grants.merge(DOC.id("1"), NewGrant.of(COLLABORATOR, guest));
    for (NewGrant other : List.of(NewGrant.of(OPERATOR, guest), NewGrant.of(COLLABORATOR, late))) {
      assertThatThrownBy(() -> grants.merge(DOC.id("1"), other)).isInstanceOf(NoSuchMember.class);
    }
    assertThatThrownBy(
            () ->
                grants.merge(
                    DOC.id("1"),
                    NewGrant.of(gone, olga).during(Window.until(World.START.plusSeconds(9)))))
        .isInstanceOf(InvalidParameter.class);
  }

  @Test
  default void a_call_can_skip_the_accessors_out_of_reach() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId acme = world.org("acme", olga);
    UserId ina = world.member("ina", acme);
    UserId outsider = world.user("out");
    Grants grants = world.as(olga, acme).grants();
    List<NewGrant> list = List.of(NewGrant.of(OPERATOR, ina), NewGrant.of(COLLABORATOR, outsider));
    Grant reached = StoreRows.given(acme, DOC.id("1"), ina, OPERATOR, Effect.ALLOW);

    assertThat(grants.mergeReachable(DOC.id("1"), list).value()).containsExactly(reached);
    grants.grant(OPERATOR, DOC.id("1"), acme);
    Grants once = world.as(olga, acme).operation("1").grants();
    assertThat(once.replaceReachable(DOC.id("1"), list).value()).containsExactly(reached);
    assertThat(once.replaceReachable(DOC.id("1"), list).value()).containsExactly(reached);
    assertThatThrownBy(() -> once.replace(DOC.id("1"), list))
        .as("another request under the same operation id")
        .isInstanceOf(OperationReused.class);
    assertThat(grants.list(DOC.id("1"), PageRequest.first()).items()).containsExactly(reached);
    for (Runnable call :
        List.<Runnable>of(
            () -> grants.mergeReachable(DOC.id("1"), List.of(NewGrant.of(Role.of("no"), ina))),
            () -> world.as(ina, acme).grants().replaceReachable(DOC.id("1"), list))) {
      assertThatThrownBy(call::run)
          .as("every other refusal stays")
          .isInstanceOfAny(InvalidParameter.class, NoPermission.class);
    }
  }

  @Test
  default void a_list_says_which_grants_count_at_present() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId acme = world.org("acme", olga);
    UserId ina = world.member("ina", acme);
    UserId off = world.member("off", acme);
    UserId guest = world.user("guest");
    OrgId partner = world.org("partner", world.user("pat"));
    TeamId ops = world.team("ops", acme, olga);
    world.sharing(acme, true);
    Instant soon = World.START.plusSeconds(9);
    Grants grants = world.as(olga, acme).grants();
    grants.merge(
        DOC.id("1"),
        NewGrant.of(OPERATOR, ina),
        NewGrant.of(OPERATOR, off),
        NewGrant.of(OPERATOR, guest).during(Window.until(soon)),
        NewGrant.of(OPERATOR, partner),
        NewGrant.of(OPERATOR, ops).during(Window.from(soon)),
        NewGrant.denial(COLLABORATOR, Everyone.EVERYONE));
    assertThat(grants.listWithState(DOC.id("1"), PageRequest.first()).items())
        .as("at first")
        .allMatch(listed -> !listed.inactive())
        .allMatch(listed -> listed.inForce() == !listed.grant().accessor().equals(ops));
    assertThat(
            grants.listWithState(DOC.id("1"), PageRequest.first()).items().stream()
                .map(ListedGrant::grant))
        .isEqualTo(grants.list(DOC.id("1"), PageRequest.first()).items());

    world.system().users().lock(ina);
    world.as(olga, acme).orgs().members(acme).deactivate(off);
    world.system().orgs().suspend(partner, "unpaid");
    world.clock().advance(Duration.ofSeconds(9));
    assertThat(states(grants))
        .isEqualTo(
            Map.of(
                ina,
                "in force, inactive",
                off,
                "in force, inactive",
                guest,
                "active",
                partner,
                "in force, inactive",
                ops,
                "in force, active",
                Everyone.EVERYONE,
                "in force, active"));
    world.system().users().deactivate(guest);
    assertThat(states(grants)).containsEntry(guest, "inactive");
  }

  private static Map<Accessor, String> states(Grants grants) {
    return grants.listWithState(DOC.id("1"), PageRequest.first()).items().stream()
        .collect(
            Collectors.toMap(
                listed -> listed.grant().accessor(),
                listed ->
                    (listed.inForce() ? "in force, " : "")
                        + (listed.inactive() ? "inactive" : "active")));
  }

  @Test
  default void a_refusal_names_every_accessor_out_of_reach() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId acme = world.org("acme", olga);
    OrgId globex = world.org("globex", olga);
    UserId outsider = world.user("out");
    UserId unknownUser = new UserId(Long.MAX_VALUE - 1);
    TeamId foreign = world.team("ops", globex, olga);
    List<NewGrant> list =
        List.of(
            NewGrant.of(OPERATOR, foreign),
            NewGrant.of(OPERATOR, olga),
            NewGrant.of(OPERATOR, unknownUser),
            NewGrant.of(COLLABORATOR, outsider),
            NewGrant.denial(COLLABORATOR, outsider),
            NewGrant.of(OPERATOR, globex));
    LogSnapshot before = LogSnapshot.of(world.store());
    Grants grants = world.as(olga, acme).grants();
    for (Runnable call :
        List.<Runnable>of(
            () -> grants.merge(DOC.id("1"), list), () -> grants.replace(DOC.id("1"), list))) {
      assertThatThrownBy(call::run)
          .isInstanceOfSatisfying(
              NoSuchMember.class,
              refused ->
                  assertThat(refused.members())
                      .containsExactly(
                          foreign.toString(),
                          unknownUser.toString(),
                          outsider.toString(),
                          globex.toString()));
    }
    assertThat(LogSnapshot.of(world.store())).isEqualTo(before);
  }

  @Test
  default void a_role_of_an_org_can_be_written_back_whatever_the_model_grants_now() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId acme = world.org("acme", olga);
    RoleDefinition old =
        new RoleDefinition(
            acme, Role.ofOrg("old"), ImmutableSortedSet.of(World.PURGE, Permission.READ));
    new StoreRows(world.store()).write(tx -> tx.orgs().save(old), acme);
    LogSnapshot before = LogSnapshot.of(world.store());
    Permission[] same = old.permissions().toArray(Permission[]::new);
    assertThat(world.as(olga, acme).orgs().defineRole(acme, old.role(), same).value())
        .isEqualTo(old);
    assertThat(LogSnapshot.of(world.store())).isEqualTo(before);
    assertThatThrownBy(
            () -> world.as(olga, acme).orgs().defineRole(acme, Role.ofOrg("new"), World.PURGE))
        .isInstanceOf(InvalidParameter.class);
  }
}
