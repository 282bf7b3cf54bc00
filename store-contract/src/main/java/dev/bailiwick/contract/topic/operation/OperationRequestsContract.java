package dev.bailiwick.contract.topic.operation;

import static dev.bailiwick.contract.fixture.World.DOC;
import static dev.bailiwick.user.NewMember.member;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableMap;
import dev.bailiwick.JoinRequests;
import dev.bailiwick.OrgDomains;
import dev.bailiwick.OrgMembers;
import dev.bailiwick.Orgs;
import dev.bailiwick.Resources;
import dev.bailiwick.Session;
import dev.bailiwick.Teams;
import dev.bailiwick.Users;
import dev.bailiwick.contract.fixture.ContractTopic;
import dev.bailiwick.contract.fixture.EveryCall;
import dev.bailiwick.contract.fixture.Mutations;
import dev.bailiwick.contract.fixture.Mutations.Scene;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.contract.topic.isolation.ExistenceContract;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.error.OperationReused;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.org.OrgChange;
import dev.bailiwick.org.SignUp;
import dev.bailiwick.team.NewTeam;
import dev.bailiwick.user.NewMember;
import dev.bailiwick.user.Profile;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * The identity of a request under an operation id: every argument counts, and every property of
 * each argument.
 */
public interface OperationRequestsContract extends ContractTopic {
  @Test
  default void an_operation_id_takes_no_other_request() {
    World world = world();
    Scene scene = new Scene(world, "acme");
    Session once = world.system(scene.org).operation("1");
    once.teams().members(scene.ops).add(member(scene.adam), member(scene.lou));
    for (Runnable other :
        List.<Runnable>of(
            () -> once.teams().members(scene.ops).add(member(scene.adam)),
            () -> once.teams().members(scene.ops).add(member(scene.lou), member(scene.adam)),
            () -> once.teams().members(scene.night).add(member(scene.adam), member(scene.lou)),
            () ->
                once.teams()
                    .members(scene.ops)
                    .add(member(scene.adam).asAdmin(), member(scene.lou)),
            () -> once.teams().members(scene.ops).replace(member(scene.adam), member(scene.lou)),
            () ->
                once.because("asked for")
                    .teams()
                    .members(scene.ops)
                    .add(member(scene.adam), member(scene.lou)),
            () -> once.users().register(Profile.empty()))) {
      assertThatThrownBy(other::run)
          .isInstanceOfSatisfying(
              OperationReused.class, reused -> assertThat(reused.id()).isEqualTo("1"));
    }
  }

  @Test
  default void every_argument_of_a_request_counts() {
    World world = world();
    Set<String> neverMade = new TreeSet<>();
    int number = 0;
    for (Method change : Mutations.declared()) {
      number++;
      EveryCall.Reach reach =
          new EveryCall.Reach(things(world, "own" + number), things(world, "other" + number));
      Session once = world.system(reach.own().org()).operation("1");
      List<EveryCall.Call> calls = EveryCall.of(change);
      Optional<EveryCall.Call> made =
          calls.stream().filter(call -> failure(call, once, reach).isEmpty()).findFirst();
      if (made.isEmpty()) {
        neverMade.add(Mutations.name(change));
        continue;
      }
      for (EveryCall.Call other : calls) {
        if (!other.label().equals(made.get().label())) {
          assertThat(failure(other, once, reach))
              .as("%s after %s", other, made.get())
              .get()
              .isInstanceOfAny(OperationReused.class, InvalidParameter.class);
        }
      }
    }
    assertThat(neverMade)
        .as("changes that the next test has")
        .isSubsetOf(
            "Invitations.accept",
            "Invitations.decline",
            "JoinRequests.accept",
            "JoinRequests.reject",
            "JoinRequests.withdraw",
            "OrgDomains.remove",
            "OrgDomains.setSignUp",
            "OrgMembers.leave",
            "OrgMembers.replace",
            "OrgMembers.replaceReachable",
            "OrgMembers.signUp",
            "Orgs.acceptOwnership",
            "Orgs.declineOwnership",
            "Orgs.offerOwnership",
            "Resources.register",
            "Teams.create",
            "Teams.nest",
            "Teams.unnest",
            "UserEmails.confirm",
            "UserEmails.remove",
            "UserEmails.setPrimary");
  }

  private static EveryCall.Things things(World world, String name) {
    UserId owner = world.user("owner" + name);
    OrgId org = world.org(name, owner);
    world.sharing(org, true);
    return ExistenceContract.Stage.things(world, org, world.member(name, org), name, owner);
  }

  private static Optional<Throwable> failure(
      EveryCall.Call call, Session session, EveryCall.Reach reach) {
    try {
      call.made(session, reach);
      return Optional.empty();
    } catch (InvocationTargetException e) {
      return Optional.ofNullable(e.getCause());
    }
  }

  @Test
  default void the_arguments_of_changes_that_take_some_preparation_count_too() {
    World world = world();
    Scene in = new Scene(world, "acme");
    Session host = world.system(in.org);
    List<NewMember> stay = List.of(member(in.olga).asAdmin(), member(in.adam), member(in.lou));
    Teams nest = host.operation("1").teams();
    Resources register = host.operation("2").resources();
    OrgMembers signUp = host.operation("3").orgs().members(in.org);
    OrgMembers replace = host.operation("4").orgs().members(in.org);
    Orgs offer = world.as(in.olga, in.org).operation("6").orgs();
    OrgMembers skipping = host.operation("5").orgs().members(in.org);
    Users primary = host.operation("11").users();
    Users less = host.operation("12").users();
    primary.emails(in.gus).setPrimary(in.address("own", "gus"));
    less.emails(in.gus).remove(in.email("gus"));
    offer.offerOwnership(in.org, in.adam);
    nest.nest(in.night, in.ops);
    register.register(DOC.id("new").ownedBy(in.mia).under(DOC.id("top")));
    signUp.signUp(in.gus);
    replace.replace(stay, in.adam);
    skipping.replaceReachable(stay);
    JoinRequests accept = host.operation("7").orgs().joinRequests(in.org);
    JoinRequests reject = host.operation("8").orgs().joinRequests(in.org);
    OrgDomains sign = host.operation("9").orgs().domains(in.org);
    OrgDomains remove = host.operation("10").orgs().domains(in.org);
    accept.accept(in.rea);
    reject.reject(in.rex);
    sign.setSignUp(in.domain("own"), SignUp.OFF);
    remove.remove(in.domain("asked"));
    for (Runnable other :
        List.<Runnable>of(
            () -> accept.accept(in.ria),
            () -> accept.reject(in.rea),
            () -> reject.reject(in.ria),
            () -> sign.setSignUp(in.domain("own"), SignUp.JOIN),
            () -> sign.remove(in.domain("own")),
            () -> remove.remove(in.domain("own")),
            () -> primary.emails(in.gus).setPrimary(in.email("gus")),
            () -> primary.emails(in.gus).remove(in.email("gus")),
            () -> less.emails(in.gus).remove(in.email("new")),
            () -> less.emails(in.mia).remove(in.email("gus")),
            () -> offer.offerOwnership(in.org, in.lou),
            () -> offer.withdrawOwnership(in.org),
            () -> nest.unnest(in.night, in.ops),
            () -> nest.nest(in.night, in.night),
            () -> nest.nest(in.ops, in.ops),
            () -> register.register(DOC.id("new2").ownedBy(in.mia).under(DOC.id("top"))),
            () -> register.register(DOC.id("new").ownedBy(in.adam).under(DOC.id("top"))),
            () -> register.register(DOC.id("new").ownedBy(in.mia).under(DOC.id("1"))),
            () -> register.register(DOC.id("new").ownedBy(in.mia)),
            () -> signUp.signUp(in.mia),
            () -> replace.replace(stay, in.lou),
            () -> replace.replace(stay),
            () -> replace.replace(stay.subList(0, 2), in.adam),
            () -> skipping.replace(stay),
            () -> skipping.replaceReachable(stay.subList(0, 2)))) {
      assertThatThrownBy(other::run).isInstanceOf(OperationReused.class);
    }
  }

  @Test
  default void every_property_of_a_request_counts() {
    World world = world();
    Scene scene = new Scene(world, "acme");
    Session host = world.system(scene.org);
    Session changed = host.operation("change");
    changed.orgs().update(scene.org, OrgChange.builder().name("a").description("b").build());
    for (OrgChange other :
        List.of(
            OrgChange.builder().name("ab").description("").build(),
            OrgChange.builder().name("b").description("a").build(),
            OrgChange.builder().name("a").build(),
            OrgChange.builder().name("a").description("b").noMembersDefaultRole(true).build(),
            OrgChange.builder().name("a").description("b").attributes(ImmutableMap.of()).build())) {
      assertThatThrownBy(() -> changed.orgs().update(scene.org, other))
          .isInstanceOf(OperationReused.class);
    }
    Session made = host.operation("team");
    NewTeam team = NewTeam.builder().name("new").owner(scene.mia).addTags("a", "b").build();
    made.teams().create(team);
    for (NewTeam other :
        List.of(
            team.withName("New"),
            team.withTags("a"),
            team.withTags("ab"),
            team.withOwner(scene.adam),
            team.withParent(scene.ops),
            team.withDescription("b"))) {
      assertThatThrownBy(() -> made.teams().create(other)).isInstanceOf(OperationReused.class);
    }
    assertThat(made.teams().create(team.withTags("b", "a")).name())
        .as("a set has no order")
        .isEqualTo("new");
  }

  @Test
  default void an_operation_id_is_checked_like_every_id() {
    Session host = world().system();
    String longest = "é".repeat(127) + "e";
    host.operation(longest).users().register(Profile.empty());
    host.operation(" \u202e\t").users().register(Profile.empty());
    for (String bad : List.of("", longest + "e", "\0", "\ud800")) {
      assertThatThrownBy(() -> host.operation(bad))
          .isInstanceOfSatisfying(
              InvalidParameter.class,
              refused -> assertThat(refused.field()).isEqualTo("operation"));
    }
  }
}
