package dev.bailiwick.contract.topic.access;

import static dev.bailiwick.contract.fixture.World.DOC;
import static dev.bailiwick.contract.fixture.World.FOLDER;
import static dev.bailiwick.contract.fixture.World.PURGE;
import static dev.bailiwick.contract.fixture.World.START;
import static dev.bailiwick.permission.Permission.MANAGE;
import static dev.bailiwick.permission.Permission.READ;
import static dev.bailiwick.permission.Standard.COLLABORATOR;
import static dev.bailiwick.permission.Standard.OPERATE;
import static dev.bailiwick.permission.Standard.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.bailiwick.access.AccessConflict;
import dev.bailiwick.access.Decision.Reason;
import dev.bailiwick.access.Explanation;
import dev.bailiwick.access.Path;
import dev.bailiwick.contract.fixture.ContractTopic;
import dev.bailiwick.contract.fixture.StoreRows;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.grant.Effect;
import dev.bailiwick.grant.Grant;
import dev.bailiwick.grant.NewGrant;
import dev.bailiwick.grant.Window;
import dev.bailiwick.id.Everyone;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceRef;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.org.OrgChange;
import dev.bailiwick.permission.Permission;
import dev.bailiwick.permission.Role;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * The reasons of a decision: for a permission every path, and for a refusal every step that failed.
 */
public interface ExplainContract extends ContractTopic {
  private static Explanation why(
      World world, OrgId org, UserId user, Permission permission, ResourceRef on) {
    Explanation explained = world.system(org).access().explain(user, permission, on);
    assertThat(explained.sentences().get(0))
        .contains(explained.allowed() ? " may " : " may not ")
        .contains(permission.name());
    assertThat(explained.toString().lines()).containsExactlyElementsOf(explained.sentences());
    assertThat(explained.decision().user()).isEqualTo(user);
    assertThat(explained.decision().permission()).isEqualTo(permission);
    assertThat(explained.decision().resource()).isEqualTo(on.key());
    return explained;
  }

  @Test
  default void an_allow_tells_every_path_in_data_and_in_words() {
    World world = world();
    OrgId org = world.org("acme", world.user("olga"));
    UserId mia = world.member("mia", org);
    UserId bob = world.member("bob", org);
    TeamId top = world.team("top", org, bob);
    TeamId low = world.team("low", org, bob, mia);
    world.system(org).teams().nest(low, top);
    world.team("of which nothing comes", org, bob, mia);
    world.system(org).resources().register(FOLDER.id(1L).ownedBy(bob));
    world.system(org).resources().register(DOC.id("1").ownedBy(bob).under(FOLDER.id(1L)));
    Grant direct = world.system(org).grants().grant(COLLABORATOR, DOC.id("1"), mia).value();
    Grant team = world.system(org).grants().grant(OPERATOR, FOLDER.id(1L), top).value();
    Grant all = world.system(org).grants().grant(COLLABORATOR, org, Everyone.EVERYONE).value();
    Grant whole = world.system(org).grants().grant(COLLABORATOR, DOC.id("1"), org).value();
    Explanation explained = why(world, org, mia, READ, DOC.id("1"));
    assertThat(explained.decision().reasons()).isEmpty();
    assertThat(explained.decision().paths())
        .extracting(Path::grant)
        .containsExactlyInAnyOrder(
            Optional.of(direct), Optional.of(team), Optional.of(all), Optional.of(whole));
    assertThat(explained.decision().paths()).allMatch(path -> path.kind() == Path.Kind.GRANT);
    assertThat(explained.decision().paths())
        .contains(
            new Path(
                Path.Kind.GRANT,
                FOLDER.id(1L),
                Optional.of(OPERATOR),
                Optional.of(team),
                ImmutableList.of(low, top)));
    assertThat(explained.sentences())
        .contains(
            "mia may read doc:1",
            "mia is collaborator on doc:1",
            "mia is a member of team low, which is part of team top, "
                + "which is operator on folder:1, above doc:1",
            "mia is one of everyone, who is collaborator on acme, above doc:1",
            "mia is a member of acme, which is collaborator on doc:1");
    assertThat(why(world, org, mia, OPERATE, DOC.id("1")).decision().paths())
        .as("only the permitting paths")
        .extracting(Path::grant)
        .containsExactly(Optional.of(team));
  }

  @Test
  default void a_structural_role_is_a_path_too() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId org = world.org("acme", olga);
    UserId adam = world.admin("adam", org);
    UserId mia = world.member("mia", org);
    TeamId team = world.team("ops", org, adam, mia);
    world.system(org).resources().register(DOC.id("1").ownedBy(mia));
    world.system(org).orgs().update(org, OrgChange.ofMembersDefaultRole(COLLABORATOR));
    assertThat(why(world, org, olga, PURGE, DOC.id("1")).sentences())
        .containsExactly("olga may purge doc:1", "olga owns acme, above doc:1");
    assertThat(why(world, org, adam, MANAGE, DOC.id("1")).sentences())
        .containsExactly("adam may manage doc:1", "adam is an admin of acme, above doc:1");
    assertThat(why(world, org, mia, PURGE, DOC.id("1")).sentences())
        .containsExactly("mia may purge doc:1", "mia owns doc:1");
    assertThat(why(world, org, mia, READ, org).sentences())
        .containsExactly(
            "mia may read acme", "mia is a member of acme, where every member is collaborator");
    assertThat(why(world, org, mia, READ, team).decision().paths())
        .extracting(Path::kind)
        .containsExactlyInAnyOrder(Path.Kind.TEAM_MEMBER, Path.Kind.MEMBERS_DEFAULT);
    assertThat(world.as(mia).explain(READ, DOC.id("own").in(mia)).decision().paths())
        .extracting(Path::kind)
        .containsExactly(Path.Kind.TENANT_OWNER);
  }

  @Test
  default void a_deny_tells_every_step_that_failed() {
    World world = world();
    OrgId org = world.org("acme", world.user("olga"));
    UserId mia = world.member("mia", org);
    assertThat(why(world, org, mia, READ, DOC.id("1")).decision().reasons())
        .containsExactly(Reason.NO_GRANT);
    assertThat(why(world, org, mia, READ, new TeamId(Long.MAX_VALUE - 1)).decision().reasons())
        .containsExactly(Reason.NO_SUCH_RESOURCE);
    Grant lesser = world.system(org).grants().grant(COLLABORATOR, DOC.id("1"), mia).value();
    Explanation lacking = why(world, org, mia, OPERATE, DOC.id("1"));
    assertThat(lacking.decision().reasons()).containsExactly(Reason.ROLES_LACK_PERMISSION);
    assertThat(lacking.decision().paths()).isEmpty();
    assertThat(lacking.decision().elsewhere())
        .as("how other permissions come to them")
        .extracting(Path::grant)
        .containsExactly(Optional.of(lesser));
    Grant denial = world.system(org).grants().deny(COLLABORATOR, DOC.id("1"), org).value();
    Explanation denied = why(world, org, mia, READ, DOC.id("1"));
    assertThat(denied.decision().reasons()).containsExactly(Reason.DENIED);
    assertThat(denied.decision().paths())
        .as("the denied permissions")
        .extracting(Path::grant)
        .containsExactly(Optional.of(lesser));
    assertThat(denied.decision().elsewhere()).isEmpty();
    assertThat(denied.decision().denials())
        .extracting(Path::grant)
        .containsExactly(Optional.of(denial));
    assertThat(denied.sentences())
        .contains(
            "a denial takes it away",
            "mia is a member of acme, which is denied collaborator on doc:1");
    world
        .system(org)
        .grants()
        .merge(
            DOC.id("2"), NewGrant.of(COLLABORATOR, mia).during(Window.from(START.plusSeconds(1))));
    new StoreRows(world.store())
        .grant(StoreRows.given(org, DOC.id("2"), mia, Role.of("newer"), Effect.ALLOW));
    Explanation later = why(world, org, mia, READ, DOC.id("2"));
    assertThat(later.decision().reasons())
        .containsExactlyInAnyOrder(Reason.NO_GRANT, Reason.OUT_OF_WINDOW, Reason.UNKNOWN_ROLE);
    assertThat(later.decision().outOfWindow()).hasSize(1);
    assertThat(later.decision().unknownRoles()).hasSize(1);
    assertThat(later.sentences()).anyMatch(line -> line.startsWith("not in force now: "));
    assertThat(later.sentences()).anyMatch(line -> line.startsWith("of an unknown role: "));
  }

  @Test
  default void a_refusal_to_an_inactive_user_says_so() {
    World world = world();
    OrgId org = world.org("acme", world.user("olga"));
    UserId mia = world.member("mia", org);
    UserId otto = world.user("otto");
    assertThat(why(world, org, otto, READ, DOC.id("1")).decision().reasons())
        .containsExactly(Reason.NOT_A_MEMBER);
    assertThat(
            why(world, org, new UserId(Long.MAX_VALUE - 1), READ, DOC.id("1")).decision().reasons())
        .containsExactly(Reason.NO_SUCH_USER);
    world.system(org).orgs().members(org).deactivate(mia);
    assertThat(why(world, org, mia, READ, DOC.id("1")).decision().reasons())
        .containsExactly(Reason.MEMBERSHIP_INACTIVE);
    world.system().users().lock(mia);
    assertThat(why(world, org, mia, READ, DOC.id("1")).decision().reasons())
        .containsExactly(Reason.USER_LOCKED);
    assertThat(world.as(mia, org).explain(READ, DOC.id("1")).decision().reasons())
        .as("as they may learn themselves")
        .containsExactly(Reason.USER_LOCKED);
    world.system().users().deactivate(mia);
    assertThat(why(world, org, mia, READ, DOC.id("1")).decision().reasons())
        .containsExactly(Reason.USER_DEACTIVATED);
  }

  @Test
  default void a_manager_learns_the_status_of_a_member_and_a_guest_learns_their_own() {
    World world = world();
    OrgId org = world.org("acme", world.user("olga"));
    world.sharing(org, true);
    UserId adam = world.admin("adam", org);
    UserId mia = world.member("mia", org);
    UserId gus = world.user("gus");
    assertThat(world.as(adam, org).access().explain(mia, READ, DOC.id("1")).decision().reasons())
        .containsExactly(Reason.NO_GRANT);
    world.system(org).orgs().members(org).deactivate(mia);
    assertThat(world.as(adam, org).access().explain(mia, READ, DOC.id("1")).decision().reasons())
        .containsExactly(Reason.MEMBERSHIP_INACTIVE);
    assertThat(world.as(gus, org).explain(READ, DOC.id("1")).decision().reasons())
        .as("a guest without a grant is not let in")
        .containsExactly(Reason.NOT_A_MEMBER);
    world.system(org).grants().grant(COLLABORATOR, DOC.id("1"), gus);
    assertThat(world.as(gus, org).explain(OPERATE, DOC.id("1")).decision().reasons())
        .containsExactly(Reason.ROLES_LACK_PERMISSION);
    assertThat(world.as(adam, org).access().explain(gus, OPERATE, DOC.id("1")).decision().reasons())
        .as("how an account outside stands is its own")
        .containsExactly(Reason.NOT_A_MEMBER);
  }

  @Test
  default void a_refusal_says_in_words_which_grants_apply_elsewhere_and_at_other_times() {
    World world = world();
    OrgId org = world.org("acme", world.user("olga"));
    UserId mia = world.member("mia", org);
    TeamId team = world.team("ops", org, mia, mia);
    Window soon = Window.between(START.plusSeconds(1), START.plusSeconds(2));
    world
        .system(org)
        .grants()
        .merge(
            DOC.id("1"),
            NewGrant.of(COLLABORATOR, mia).during(Window.until(START.plusSeconds(3))),
            NewGrant.of(OPERATOR, mia).during(soon),
            NewGrant.denial(OPERATOR, team).during(soon),
            NewGrant.of(OPERATOR, org).during(Window.from(START.plusSeconds(1))),
            NewGrant.of(OPERATOR, Everyone.EVERYONE).during(soon));
    new StoreRows(world.store())
        .grant(StoreRows.given(org, DOC.id("1"), mia, Role.of("newer"), Effect.ALLOW));
    String times = " from 2026-01-01T00:00:01Z until 2026-01-01T00:00:02Z";
    assertThat(why(world, org, mia, OPERATE, DOC.id("1")).sentences())
        .containsExactlyInAnyOrder(
            "mia may not operate doc:1",
            "no role of mia there permits operate",
            "a grant is not in force now",
            "a grant is of a role that nobody defines",
            "mia is collaborator on doc:1 until 2026-01-01T00:00:03Z",
            "not in force now: mia is operator on doc:1" + times,
            "not in force now: team ops is denied operator on doc:1" + times,
            "not in force now: acme is operator on doc:1 from 2026-01-01T00:00:01Z",
            "not in force now: everyone is operator on doc:1" + times,
            "of an unknown role: mia is newer on doc:1");
  }

  @Test
  default void an_org_is_not_named_to_users_outside_it() {
    World world = world();
    OrgId org = world.org("acme", world.user("olga"));
    UserId otto = world.user("otto");
    assertThat(why(world, org, otto, READ, DOC.id("1")).sentences())
        .containsExactly("otto may not read doc:1", "otto is not a member of acme");
    assertThat(world.as(otto).explain(READ, DOC.id("1").in(org)).sentences())
        .containsExactly("otto may not read doc:1", "otto is not a member of " + org);
  }

  @Test
  default void different_grants_to_a_person_and_their_teams_are_joined() {
    World world = world();
    OrgId org = world.org("acme", world.user("olga"));
    UserId mia = world.member("mia", org);
    TeamId team = world.team("ops", org, mia, mia);
    world.system(org).grants().grant(COLLABORATOR, DOC.id("1"), mia);
    assertThat(why(world, org, mia, READ, DOC.id("1")).decision().conflict()).isEmpty();
    world.system(org).grants().grant(OPERATOR, DOC.id("1"), team);
    Explanation explained = why(world, org, mia, OPERATE, DOC.id("1"));
    assertThat(explained.allowed()).isTrue();
    assertThat(explained.decision().conflict())
        .contains(
            new AccessConflict(
                ImmutableSet.of(COLLABORATOR),
                ImmutableSet.of(OPERATOR),
                ImmutableSet.of(READ, OPERATE)));
    assertThat(explained.sentences())
        .contains(
            "their own [collaborator] and their teams' [operator] differ: "
                + "they have both, [read, operate]");
    world.system(org).grants().revoke(OPERATOR, DOC.id("1"), team);
    world.system(org).grants().grant(COLLABORATOR, DOC.id("1"), team);
    assertThat(why(world, org, mia, READ, DOC.id("1")).decision().conflict())
        .as("the same from both sides is no conflict")
        .isEmpty();
  }

  @Test
  default void a_system_actor_explains_the_permissions_of_a_user_and_not_its_own() {
    World world = world();
    OrgId org = world.org("acme", world.user("olga"));
    assertThatThrownBy(() -> world.system(org).explain(READ, DOC.id("1")))
        .isInstanceOfSatisfying(
            InvalidParameter.class, e -> assertThat(e.field()).isEqualTo("actor"));
  }
}
