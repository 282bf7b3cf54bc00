package dev.bailiwick.contract.topic.grant;

import static dev.bailiwick.contract.fixture.World.DOC;
import static dev.bailiwick.permission.Standard.COLLABORATOR;
import static dev.bailiwick.permission.Standard.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableSortedSet;
import dev.bailiwick.Grants;
import dev.bailiwick.contract.fixture.ContractTopic;
import dev.bailiwick.contract.fixture.LogSnapshot;
import dev.bailiwick.contract.fixture.StoreRows;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.grant.Effect;
import dev.bailiwick.grant.Grant;
import dev.bailiwick.grant.NewGrant;
import dev.bailiwick.grant.Window;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.org.NoSuchMember;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.permission.Permission;
import dev.bailiwick.permission.Role;
import dev.bailiwick.permission.RoleDefinition;
import java.util.List;
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
