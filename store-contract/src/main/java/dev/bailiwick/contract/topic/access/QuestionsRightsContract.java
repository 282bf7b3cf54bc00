package dev.bailiwick.contract.topic.access;

import static dev.bailiwick.contract.fixture.World.DOC;
import static dev.bailiwick.contract.fixture.World.FOLDER;
import static dev.bailiwick.permission.Permission.MANAGE;
import static dev.bailiwick.permission.Permission.READ;
import static dev.bailiwick.permission.Standard.ADMIN;
import static dev.bailiwick.permission.Standard.COLLABORATOR;
import static dev.bailiwick.permission.Standard.OPERATOR;
import static dev.bailiwick.permission.Standard.OWNER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.Access;
import dev.bailiwick.access.AccessDenied;
import dev.bailiwick.access.NoPermission;
import dev.bailiwick.access.Question;
import dev.bailiwick.access.SubjectPage;
import dev.bailiwick.contract.fixture.ContractTopic;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.error.NotFound;
import dev.bailiwick.error.StoreFailure;
import dev.bailiwick.grant.Grant;
import dev.bailiwick.id.Accessor;
import dev.bailiwick.id.Consistency;
import dev.bailiwick.id.Everyone;
import dev.bailiwick.id.Limits;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.ResourceRef;
import dev.bailiwick.id.ResourceType;
import dev.bailiwick.id.Revision;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.permission.Permission;
import dev.bailiwick.resource.NoSuchResource;
import dev.bailiwick.team.NewTeam;
import dev.bailiwick.team.NoSuchTeam;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** The right to ask about permissions: which actors may ask about which users. */
public interface QuestionsRightsContract extends ContractTopic {
  private static void refused(ThrowingCallable call) {
    assertThatThrownBy(call).isInstanceOf(NoPermission.class);
  }

  @Test
  default void only_managers_of_the_resource_ask_about_other_users() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId org = world.org("acme", olga);
    UserId adam = world.admin("adam", org);
    UserId asked = world.member("asked", org);
    UserId keeper = world.member("keeper", org);
    UserId manager = world.member("manager", org);
    UserId operator = world.member("operator", org);
    UserId plain = world.member("plain", org);
    UserId off = world.admin("off", org);
    UserId locked = world.admin("locked", org);
    OrgId other = world.org("globex", world.user("otto"));
    UserId foreign = world.admin("foreign", other);
    world.system(org).resources().register(DOC.id("1").ownedBy(keeper));
    world.system(org).grants().grant(ADMIN, DOC.id("1"), manager);
    world.system(org).grants().grant(OPERATOR, DOC.id("1"), operator);
    world.system(org).orgs().members(org).deactivate(off);
    world.system().users().lock(locked);
    List<Consumer<Access>> asking =
        List.of(
            access -> access.check(asked, READ, DOC.id("1")),
            access -> access.checkAll(List.of(new Question(asked, READ, DOC.id("1")))),
            access -> access.explain(asked, READ, DOC.id("1")),
            access -> access.permissions(asked, DOC.id("1")),
            access -> access.effectiveRoles(asked, DOC.id("1")),
            access -> access.effectiveRoles(asked, List.of(DOC.id("1"))),
            access -> access.lookupSubjects(READ, DOC.id("1"), PageRequest.first()));
    for (Consumer<Access> ask : asking) {
      ask.accept(world.system(org).access());
      for (UserId may :
          List.of(olga, adam, keeper, manager, world.superUser("su" + asking.indexOf(ask)))) {
        ask.accept(world.as(may, org).access());
      }
      for (UserId mayNot : List.of(operator, plain, off, locked, foreign)) {
        int before = world.refusals().size();
        refused(() -> ask.accept(world.as(mayNot, org).access()));
        assertThat(world.refusals()).as("the listener hears").hasSize(before + 1);
        refused(() -> ask.accept(world.as(mayNot).access().in(org)));
      }
      refused(() -> ask.accept(world.as(olga, other).access().in(org)));
    }
  }

  @Test
  default void every_user_asks_about_themselves() {
    World world = world();
    OrgId org = world.org("acme", world.user("olga"));
    UserId mia = world.member("mia", org);
    UserId otto = world.user("otto");
    world.system(org).grants().grant(OPERATOR, DOC.id("1"), mia);
    Access own = world.as(mia, org).access();
    assertThat(own.check(mia, READ, DOC.id("1"))).isTrue();
    assertThat(own.check(mia, MANAGE, DOC.id("1"))).isFalse();
    assertThat(own.explain(mia, READ, DOC.id("1")).allowed()).isTrue();
    assertThat(own.effectiveRoles(mia, DOC.id("1"))).containsExactly(COLLABORATOR, OPERATOR);
    assertThat(own.effectiveRoles(mia, List.of(DOC.id("2"), DOC.id("1"))))
        .containsOnlyKeys(DOC.id("1"), DOC.id("2"));
    assertThat(world.as(mia).access().in(org).check(mia, READ, DOC.id("1"))).isTrue();
    assertThat(world.as(otto, org).access().check(otto, READ, DOC.id("1"))).isFalse();
    assertThat(world.as(mia).access().check(mia, READ, DOC.id("1").in(org))).isTrue();
    assertThat(world.refusals()).isEmpty();
  }

  @Test
  default void a_session_in_an_org_learns_nothing_even_of_ones_own_outside() {
    World world = world();
    OrgId org = world.org("acme", world.user("olga"));
    OrgId other = world.org("globex", world.user("otto"));
    UserId mia = world.member("mia", org);
    world.join(other, mia);
    world.system(other).grants().grant(COLLABORATOR, DOC.id("1"), mia);
    Access outside = world.as(mia, org).access().in(other);
    refused(() -> outside.check(mia, READ, DOC.id("1")));
    refused(() -> outside.explain(mia, READ, DOC.id("1")));
    refused(() -> outside.permissions(mia, DOC.id("1")));
    refused(() -> outside.grantedTo(mia, PageRequest.first()));
    assertThat(world.as(mia, org).explain(READ, DOC.id("1").in(other)).allowed()).isFalse();
    assertThat(outside.lookupResources(mia, READ, DOC, PageRequest.first())).isEmpty();
    Access everywhere = world.as(mia).access().in(other);
    assertThat(everywhere.check(mia, READ, DOC.id("1"))).isTrue();
    assertThat(everywhere.lookupResources(mia, READ, DOC, PageRequest.first())).hasSize(1);
  }

  @Test
  default void a_batch_is_answered_in_its_order_or_not_at_all() {
    World world = world();
    OrgId org = world.org("acme", world.user("olga"));
    UserId mia = world.member("mia", org);
    UserId bob = world.member("bob", org);
    world.system(org).grants().grant(COLLABORATOR, DOC.id("1"), mia);
    Question yes = new Question(mia, READ, DOC.id("1"));
    Question no = new Question(bob, READ, DOC.id("1"));
    Access system = world.system(org).access();
    assertThat(system.checkAll(List.of(yes, no, yes, no)))
        .containsExactly(true, false, true, false);
    assertThat(system.checkAll(List.of())).isEmpty();
    refused(() -> world.as(mia, org).access().checkAll(List.of(yes, no)));
    assertThat(system.checkAll(Collections.nCopies(Limits.BATCH, no))).hasSize(Limits.BATCH);
    assertThatThrownBy(() -> system.checkAll(Collections.nCopies(Limits.BATCH + 1, no)))
        .isInstanceOfSatisfying(
            InvalidParameter.class, e -> assertThat(e.field()).isEqualTo("questions"));
  }

  @Test
  default void the_grants_to_a_team_are_listed_in_the_tenant_of_the_team() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId org = world.org("acme", olga);
    OrgId other = world.org("globex", olga);
    TeamId team = world.team("ops", org, olga, olga);
    world.system(org).grants().grant(COLLABORATOR, DOC.id("1"), team);
    PageRequest first = PageRequest.first();
    assertThat(world.as(olga).access().grantedTo(team, first)).hasSize(1);
    assertThatThrownBy(() -> world.system().access().in(other).grantedTo(team, first))
        .isInstanceOf(NoSuchTeam.class);
    assertThatThrownBy(
            () -> world.as(olga).access().grantedTo(new TeamId(Long.MAX_VALUE - 1), first))
        .isInstanceOf(NoSuchTeam.class);
  }

  @Test
  default void only_related_users_learn_the_owner_of_a_team() {
    World world = world();
    OrgId org = world.org("acme", world.user("olga"));
    world.sharing(org, true);
    UserId mia = world.member("mia", org);
    UserId gus = world.user("gus");
    UserId sue = world.superUser("sue");
    UserId otto = world.user("otto");
    TeamId team = world.team("ops", org, world.member("bob", org));
    world.system(org).grants().grant(COLLABORATOR, team, gus);
    for (UserId learns : List.of(mia, gus, sue)) {
      assertThat(world.as(learns).explain(MANAGE, team).decision().tenant()).isEqualTo(org);
    }
    assertThat(world.as(otto).explain(MANAGE, team).decision().tenant()).isEqualTo(otto);
    assertThatThrownBy(() -> world.as(otto).grants().list(team, PageRequest.first()))
        .isInstanceOf(NoSuchResource.class);
    TeamId own = world.as(otto).teams().create(NewTeam.named("own")).id();
    assertThat(world.as(otto).may(MANAGE, own)).isTrue();
    assertThat(world.as(mia).explain(MANAGE, own).decision().tenant()).isEqualTo(mia);
  }

  @Test
  default void an_unknown_resource_named_by_a_super_user_in_no_org_has_no_subjects() {
    World world = world();
    UserId sue = world.superUser("sue");
    for (ResourceRef unknown : List.of(DOC.id("1"), new TeamId(Long.MAX_VALUE - 1))) {
      SubjectPage subjects =
          world.as(sue).access().lookupSubjects(READ, unknown, PageRequest.first());
      assertThat(subjects.users()).isEmpty();
      assertThat(subjects.everyone()).isFalse();
    }
  }

  @Test
  default void roles_are_asked_for_on_at_most_a_batch_of_resources_each_named_once() {
    World world = world();
    OrgId org = world.org("acme", world.user("olga"));
    UserId mia = world.member("mia", org);
    List<ResourceId> docs =
        IntStream.rangeClosed(0, Limits.BATCH).mapToObj(i -> DOC.id("d" + i)).toList();
    Access access = world.system(org).access();
    assertThat(access.effectiveRoles(mia, docs.subList(1, docs.size()))).hasSize(Limits.BATCH);
    for (List<ResourceId> refused : List.of(docs, List.of(DOC.id("1"), DOC.id("1")))) {
      assertThatThrownBy(() -> access.effectiveRoles(mia, refused))
          .isInstanceOfSatisfying(
              InvalidParameter.class, e -> assertThat(e.field()).isEqualTo("resources"));
    }
  }

  @Test
  default void require_refuses_by_name_and_the_listener_hears() {
    World world = world();
    OrgId org = world.org("acme", world.user("olga"));
    UserId mia = world.member("mia", org);
    world.system(org).grants().grant(COLLABORATOR, DOC.id("1"), mia);
    world.as(mia, org).require(READ, DOC.id("1"));
    assertThat(world.refusals()).isEmpty();
    assertThatThrownBy(() -> world.as(mia, org).require(MANAGE, DOC.id("1")))
        .isInstanceOfSatisfying(
            AccessDenied.class,
            denied -> {
              assertThat(denied.permission()).isEqualTo(MANAGE);
              assertThat(denied.resource()).isEqualTo(DOC.id("1"));
            });
    assertThat(world.refusals()).hasSize(1);
    world.system(org).require(MANAGE, DOC.id("1"));
  }

  @Test
  default void questions_about_permissions_and_types_outside_the_model_are_refused() {
    World world = world();
    OrgId org = world.org("acme", world.user("olga"));
    UserId mia = world.member("mia", org);
    Permission unknown = Permission.of("unknown");
    var other = ResourceType.of("other").id("1");
    for (var session : List.of(world.as(mia, org), world.system(org))) {
      List<ThrowingCallable> calls =
          List.of(
              () -> session.may(unknown, DOC.id("1")),
              () -> session.may(READ, other),
              () -> session.require(unknown, DOC.id("1")),
              () -> session.access().check(mia, unknown, DOC.id("1")),
              () -> session.access().check(mia, READ, other),
              () -> session.access().explain(mia, unknown, DOC.id("1")),
              () -> session.access().explain(mia, READ, other),
              () -> session.access().permissions(mia, other),
              () -> session.access().effectiveRoles(mia, other),
              () -> session.access().lookupSubjects(unknown, DOC.id("1"), PageRequest.first()),
              () -> session.access().lookupSubjects(READ, other, PageRequest.first()));
      calls.forEach(
          call ->
              assertThatThrownBy(call)
                  .as("call %s", calls.indexOf(call))
                  .isInstanceOf(InvalidParameter.class));
    }
  }

  @Test
  default void the_grants_to_a_user_are_shown_to_the_user_and_to_admins() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId org = world.org("acme", olga);
    UserId adam = world.admin("adam", org);
    UserId mia = world.member("mia", org);
    UserId bob = world.member("bob", org);
    TeamId team = world.team("ops", org, olga, mia);
    UserId sue = world.superUser("sue");
    UserId foreign = world.admin("foreign", world.org("globex", world.user("otto")));
    for (Accessor accessor : List.of(mia, team, org, Everyone.EVERYONE)) {
      Grant two = world.system(org).grants().grant(COLLABORATOR, DOC.id("2"), accessor).value();
      Grant one = world.system(org).grants().grant(COLLABORATOR, DOC.id("1"), accessor).value();
      Grant denied = world.system(org).grants().deny(OPERATOR, DOC.id("1"), accessor).value();
      for (UserId may : List.of(olga, adam, sue)) {
        assertThat(world.as(may, org).access().grantedTo(accessor, PageRequest.first()))
            .containsExactly(one, denied, two);
      }
      for (UserId mayNot : List.of(bob, foreign)) {
        assertThatThrownBy(
                () -> world.as(mayNot, org).access().grantedTo(accessor, PageRequest.first()))
            .isInstanceOf(accessor instanceof TeamId ? NoSuchTeam.class : NoPermission.class);
      }
    }
    Access own = world.as(mia, org).access();
    assertThat(own.grantedTo(mia, PageRequest.first())).hasSize(3);
    assertThat(own.grantedTo(team, PageRequest.first())).hasSize(3);
    refused(() -> own.grantedTo(org, PageRequest.first()));
    refused(() -> own.grantedTo(bob, PageRequest.first()));
    refused(() -> own.grantedTo(Everyone.EVERYONE, PageRequest.first()));
    assertThatThrownBy(() -> own.grantedTo(new TeamId(Long.MAX_VALUE - 1), PageRequest.first()))
        .isInstanceOf(NotFound.class);
    world.system(org).orgs().members(org).deactivate(adam);
    refused(() -> world.as(adam, org).access().grantedTo(mia, PageRequest.first()));
  }

  @Test
  default void after_a_revocation_no_answer_is_older_than_it() {
    World world = world();
    OrgId org = world.org("acme", world.user("olga"));
    UserId mia = world.member("mia", org);
    world.system(org).grants().grant(OWNER, DOC.id("1"), mia);
    assertThat(world.as(mia, org).may(READ, DOC.id("1"))).isTrue();
    Revision revoked = world.system(org).grants().revoke(OWNER, DOC.id("1"), mia).revision();
    Consistency fresh = Consistency.atLeast(revoked);
    assertThat(world.as(mia, org).at(fresh).may(READ, DOC.id("1"))).isFalse();
    assertThat(world.system(org).at(fresh).access().check(mia, READ, DOC.id("1"))).isFalse();
    long next = revoked.numbers().getOrDefault(org, 0L) + 1;
    assertThatThrownBy(
            () ->
                world
                    .as(mia, org)
                    .at(Consistency.atLeast(Revision.of(org, next)))
                    .may(READ, DOC.id("1")))
        .as("a failure is no deny")
        .isInstanceOf(StoreFailure.class);
  }

  @Test
  default void a_page_token_of_subjects_is_bound_to_the_caller_supplied_facts() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId org = world.org("acme", olga);
    UserId mia = world.member("mia", org);
    UserId max = world.member("max", org);
    world.system(org).grants().grant(COLLABORATOR, DOC.id("1"), org);
    Access access = world.as(olga, org).access();
    ResourceRef top = FOLDER.id(1L);
    ResourceRef vouched = DOC.id("1").ownedBy(mia).under(FOLDER.id(2L).ownedBy(mia).under(top));
    PageRequest one = PageRequest.first(1);
    String token = access.lookupSubjects(READ, vouched, one).users().next().orElseThrow();
    PageRequest next = one.after(token);
    assertThat(access.lookupSubjects(READ, vouched, next).users()).containsExactly(mia);
    for (ResourceRef other :
        List.of(
            DOC.id("1"),
            DOC.id("1").ownedBy(mia),
            DOC.id("1").under(FOLDER.id(2L).ownedBy(mia).under(top)),
            DOC.id("1").ownedBy(max).under(FOLDER.id(2L).ownedBy(mia).under(top)),
            DOC.id("1").ownedBy(mia).under(FOLDER.id(3L).ownedBy(mia).under(top)),
            DOC.id("1").ownedBy(mia).under(FOLDER.id(2L).under(top)),
            DOC.id("1").ownedBy(mia).under(FOLDER.id(2L).ownedBy(max).under(top)),
            DOC.id("1").ownedBy(mia).under(FOLDER.id(2L).ownedBy(mia)),
            DOC.id("1").ownedBy(mia).under(FOLDER.id(2L).ownedBy(mia).under(top.ownedBy(max))))) {
      assertThatThrownBy(() -> access.lookupSubjects(READ, other, next))
          .as("%s", other)
          .isInstanceOfSatisfying(
              InvalidParameter.class, e -> assertThat(e.field()).isEqualTo("page.token"));
    }
    assertThat(access.lookupSubjects(READ, vouched.in(org), next).users())
        .as("the session's org, named or not")
        .containsExactly(mia);
  }
}
