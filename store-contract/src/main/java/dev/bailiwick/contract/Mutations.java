package dev.bailiwick.contract;

import static dev.bailiwick.contract.World.DOC;
import static dev.bailiwick.permission.Standard.COLLABORATOR;
import static dev.bailiwick.permission.Standard.OPERATOR;
import static dev.bailiwick.user.NewMember.member;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.bailiwick.Grants;
import dev.bailiwick.OrgMembers;
import dev.bailiwick.Orgs;
import dev.bailiwick.Resources;
import dev.bailiwick.Session;
import dev.bailiwick.Teams;
import dev.bailiwick.Users;
import dev.bailiwick.grant.NewGrant;
import dev.bailiwick.grant.Window;
import dev.bailiwick.id.Everyone;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.org.NewOrg;
import dev.bailiwick.org.OrgChange;
import dev.bailiwick.permission.Permission;
import dev.bailiwick.permission.Role;
import dev.bailiwick.team.NewTeam;
import dev.bailiwick.team.TeamChange;
import dev.bailiwick.user.Email;
import dev.bailiwick.user.ExternalIdentity;
import dev.bailiwick.user.Profile;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** Each call that changes something, in an org where it does. */
final class Mutations {
  /** What is asked and not done: all else that a session leads to is a change. */
  private static final ImmutableSet<String> QUESTIONS =
      ImmutableSet.of(
          "Users.current",
          "Users.get",
          "Users.find",
          "Users.list",
          "Users.memberships",
          "Users.transferable",
          "Orgs.get",
          "Orgs.list",
          "Orgs.members",
          "Orgs.roles",
          "OrgMembers.list",
          "Teams.get",
          "Teams.roles",
          "Teams.members",
          "Teams.list",
          "Teams.listAll",
          "Resources.get",
          "Grants.list");

  private static final Role OWN = Role.ofOrg("own");

  /** A change. */
  interface Mutation {
    /** Makes it; always the same. */
    Object make(Session session, Scene scene);
  }

  private static final ImmutableMap<String, Mutation> BY_HOST =
      ImmutableMap.<String, Mutation>builder()
          .put("Users.register", (s, in) -> s.users().register(in.profile("new")))
          .put("Users.ensure", (s, in) -> s.users().ensure(in.identity("n"), in.profile("new")))
          .put("Users.link", (s, in) -> s.users().link(in.mia, in.identity("new")))
          .put("Users.unlink", (s, in) -> s.users().unlink(in.mia, in.identity("mia")))
          .put("Users.update", (s, in) -> s.users().update(in.mia, in.profile("other")))
          .put("Users.verifyEmail", (s, in) -> s.users().verifyEmail(in.mia, in.email("mia")))
          .put(
              "Users.setDefaultOrg",
              (s, in) -> s.users().setDefaultOrg(in.mia, Optional.of(in.org)))
          .put("Users.activate", (s, in) -> s.users().activate(in.dan))
          .put("Users.deactivate", (s, in) -> s.users().deactivate(in.mia))
          .put("Users.lock", (s, in) -> s.users().lock(in.mia))
          .put("Users.unlock", (s, in) -> s.users().unlock(in.lou))
          .put("Users.setSuperUser", (s, in) -> s.users().setSuperUser(in.mia, true))
          .put("Users.transfer", (s, in) -> s.users().transfer(in.mia, in.adam))
          .put("Users.erase", (s, in) -> s.users().erase(in.mia))
          .put("Orgs.create", (s, in) -> s.orgs().create(NewOrg.named("New", in.mia)))
          .put(
              "Orgs.update",
              (s, in) -> s.orgs().update(in.org, OrgChange.builder().description("new").build()))
          .put("Orgs.transferOwnership", (s, in) -> s.orgs().transferOwnership(in.org, in.adam))
          .put("Orgs.delete", (s, in) -> s.orgs().delete(in.org))
          .put(
              "Orgs.defineRole",
              (s, in) ->
                  s.orgs()
                      .defineRole(in.org, Role.ofOrg("new"), Permission.READ, Permission.MANAGE))
          .put("Orgs.deleteRole", (s, in) -> s.orgs().deleteRole(in.org, OWN))
          .put(
              "OrgMembers.add",
              (s, in) -> s.orgs().members(in.org).add(member(in.gus), member(in.email("new"))))
          .put(
              "OrgMembers.replace",
              (s, in) ->
                  s.orgs()
                      .members(in.org)
                      .replace(
                          List.of(member(in.olga).asAdmin(), member(in.adam)),
                          Optional.of(in.adam)))
          .put("OrgMembers.remove", (s, in) -> s.orgs().members(in.org).remove(in.mia, in.gus))
          .put("OrgMembers.setAdmin", (s, in) -> s.orgs().members(in.org).setAdmin(true, in.mia))
          .put("OrgMembers.activate", (s, in) -> s.orgs().members(in.org).activate(in.ina))
          .put("OrgMembers.deactivate", (s, in) -> s.orgs().members(in.org).deactivate(in.mia))
          .put("OrgMembers.signUp", (s, in) -> s.orgs().members(in.org).signUp(in.gus))
          .put(
              "Teams.create",
              (s, in) ->
                  s.teams()
                      .create(
                          NewTeam.builder()
                              .name("new")
                              .owner(in.mia)
                              .addTags("b", "a")
                              .addMembers(member(in.adam).asAdmin())
                              .build()))
          .put(
              "Teams.update",
              (s, in) ->
                  s.teams()
                      .update(
                          in.ops,
                          TeamChange.builder()
                              .description("new")
                              .addMembers(member(in.adam))
                              .build()))
          .put("Teams.addMembers", (s, in) -> s.teams().addMembers(in.ops, member(in.adam)))
          .put("Teams.replaceMembers", (s, in) -> s.teams().replaceMembers(in.ops, member(in.adam)))
          .put("Teams.removeMembers", (s, in) -> s.teams().removeMembers(in.ops, member(in.mia)))
          .put("Teams.removeAllMembers", (s, in) -> s.teams().removeAllMembers(in.ops))
          .put("Teams.nest", (s, in) -> s.teams().nest(in.night, in.ops))
          .put("Teams.unnest", (s, in) -> s.teams().unnest(in.late, in.night))
          .put("Teams.transfer", (s, in) -> s.teams().transfer(in.ops, in.adam))
          .put("Teams.delete", (s, in) -> s.teams().delete(in.ops))
          .put(
              "Resources.register",
              (s, in) -> s.resources().register(DOC.id("new").ownedBy(in.mia)))
          .put(
              "Resources.move",
              (s, in) -> s.resources().move(DOC.id("1"), Optional.of(DOC.id("top"))))
          .put("Resources.handOver", (s, in) -> s.resources().handOver(DOC.id("1"), in.adam))
          .put("Resources.delete", (s, in) -> s.resources().delete(DOC.id("1")))
          .put("Grants.grant", (s, in) -> s.grants().grant(OPERATOR, DOC.id("x 1:2"), in.mia))
          .put("Grants.deny", (s, in) -> s.grants().deny(OPERATOR, DOC.id("1"), in.ops))
          .put(
              "Grants.merge",
              (s, in) ->
                  s.grants()
                      .merge(
                          DOC.id("1"),
                          NewGrant.of(OWN, in.adam)
                              .during(Window.until(World.START.plusSeconds(9))),
                          NewGrant.of(OPERATOR, in.org),
                          NewGrant.denial(OPERATOR, Everyone.EVERYONE)))
          .put(
              "Grants.replace",
              (s, in) -> s.grants().replace(DOC.id("1"), NewGrant.of(OPERATOR, in.night)))
          .put("Grants.revoke", (s, in) -> s.grants().revoke(OPERATOR, DOC.id("1"), in.mia))
          .put("Grants.lift", (s, in) -> s.grants().lift(COLLABORATOR, DOC.id("1"), in.adam))
          .put("Grants.remove", (s, in) -> s.grants().remove(DOC.id("1"), in.adam, in.mia))
          .put("Grants.removeAll", (s, in) -> s.grants().removeAll(DOC.id("1")))
          .buildOrThrow();

  private static final ImmutableMap<String, Mutation> BY_MEMBER =
      ImmutableMap.of(
          "OrgMembers.leave", (s, in) -> s.orgs().members(in.org).leave(),
          "Teams.leave", (s, in) -> s.teams().leave(in.ops));

  private Mutations() {}

  /** All changes, as the classes that a session leads to have them. */
  static List<Method> declared() {
    return ImmutableSet.<Class<?>>of(
            Users.class, Orgs.class, OrgMembers.class, Teams.class, Resources.class, Grants.class)
        .stream()
        .flatMap(type -> EveryCall.methods(type).stream())
        .filter(method -> !QUESTIONS.contains(name(method)))
        .toList();
  }

  static String name(Method method) {
    return method.getDeclaringClass().getSimpleName() + "." + method.getName();
  }

  /** The changes, by name, each with who makes it. */
  static ImmutableMap<String, BiFunction<Scene, Optional<String>, Object>> all() {
    ImmutableMap.Builder<String, BiFunction<Scene, Optional<String>, Object>> all =
        ImmutableMap.builder();
    BY_HOST.forEach(
        (name, mutation) ->
            all.put(
                name,
                (in, operation) -> mutation.make(under(operation, in.world.system(in.org)), in)));
    BY_MEMBER.forEach(
        (name, mutation) ->
            all.put(
                name,
                (in, operation) ->
                    mutation.make(under(operation, in.world.as(in.mia, in.org)), in)));
    return all.buildOrThrow();
  }

  private static Session under(Optional<String> operation, Session session) {
    return operation.map(session::operation).orElse(session);
  }

  /** An org of its own, with somebody and something for each change. */
  static final class Scene {
    final World world;
    final String name;
    final UserId olga;
    final OrgId org;
    final UserId adam;
    final UserId mia;
    final UserId dan;
    final UserId lou;
    final UserId ina;
    final UserId gus;
    final TeamId ops;
    final TeamId night;
    final TeamId late;

    Scene(World world, String name) {
      this.world = world;
      this.name = name;
      olga = world.user("olga" + name);
      org = world.org(name, olga);
      adam = world.admin("adam" + name, org);
      mia = world.member("mia" + name, org);
      dan = world.member("dan" + name, org);
      lou = world.member("lou" + name, org);
      ina = world.member("ina" + name, org);
      gus = world.user("gus" + name);
      ops = world.team("ops", org, mia, mia);
      night = world.team("night", org, olga);
      late = world.team("late", org, olga);
      Session host = world.system(org);
      host.teams().nest(late, night);
      host.users().deactivate(dan);
      host.users().lock(lou);
      host.users().link(mia, identity("mia"));
      host.users().verifyEmail(gus, email("gus"));
      host.orgs().members(org).deactivate(ina);
      host.orgs()
          .update(org, OrgChange.builder().selfSignup(true).emailDomain("world.test").build());
      host.orgs().defineRole(org, OWN, Permission.READ);
      host.resources().register(DOC.id("top").ownedBy(olga));
      host.resources().register(DOC.id("1").ownedBy(mia));
      host.grants().grant(OPERATOR, DOC.id("1"), mia);
      host.grants().deny(COLLABORATOR, DOC.id("1"), adam);
      world.clock().advance(Duration.ofSeconds(1));
    }

    Email email(String who) {
      return Email.of(who + name + "@world.test");
    }

    Profile profile(String who) {
      return Profile.builder().fullName(who).email(email(who)).build();
    }

    ExternalIdentity identity(String who) {
      return ExternalIdentity.of("issuer", who + name);
    }
  }
}
