package dev.bailiwick.jdbc;

import static dev.bailiwick.permission.Standard.ADMIN;
import static dev.bailiwick.permission.Standard.COLLABORATOR;
import static dev.bailiwick.permission.Standard.OPERATOR;
import static dev.bailiwick.user.NewMember.member;
import static java.util.Map.entry;

import com.google.common.collect.ImmutableMap;
import dev.bailiwick.Session;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.grant.NewGrant;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceRef;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.org.NewOrg;
import dev.bailiwick.org.OrgChange;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.permission.Permission;
import dev.bailiwick.permission.Role;
import dev.bailiwick.store.Store;
import dev.bailiwick.team.NewTeam;
import dev.bailiwick.team.TeamChange;
import dev.bailiwick.user.Email;
import dev.bailiwick.user.ExternalIdentity;
import dev.bailiwick.user.Profile;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;

/**
 * A small org in which every call that changes something does change something.
 *
 * @param olga owns the org
 * @param ann is an admin
 * @param bob is a member of the team ops, owns {@link #DOC} and has a grant on it
 * @param dan is a member, owns the team night, and may leave
 * @param mia is a member whose place is not active
 * @param eve has an account and no org
 * @param ina has one that is switched off
 * @param lee has one that is locked
 */
record Scene(
    OrgId acme,
    TeamId ops,
    TeamId night,
    TeamId late,
    UserId olga,
    UserId ann,
    UserId bob,
    UserId dan,
    UserId mia,
    UserId eve,
    UserId ina,
    UserId lee) {
  private static final ResourceRef DOC = World.DOC.id("1");
  private static final ResourceRef OTHER = World.DOC.id("2");
  private static final Role AUDITOR = Role.ofOrg("auditor");
  private static final Role KEEPER = Role.ofOrg("keeper");
  private static final ExternalIdentity IDENTITY = ExternalIdentity.of("test", "eve");

  /** Makes it in an empty store. */
  static Scene in(Store store) {
    World world = new World(store);
    UserId olga = world.user("olga");
    OrgId acme = world.org("Acme", olga);
    UserId ann = world.admin("ann", acme);
    UserId bob = world.member("bob", acme);
    UserId dan = world.member("dan", acme);
    UserId mia = world.member("mia", acme);
    UserId eve = world.system().users().ensure(IDENTITY, Profile.named("eve")).id();
    world.system().users().update(eve, Profile.named("eve").withEmail("eve@world.test"));
    world.system().users().verifyEmail(eve, Email.of("eve@world.test"));
    UserId ina = world.user("ina");
    UserId lee = world.user("lee");
    Session host = world.system(acme);
    host.users().deactivate(ina);
    host.users().lock(lee);
    host.orgs().members(acme).deactivate(mia);
    OrgChange.Builder settings = OrgChange.builder().sharing(true).selfSignup(true);
    host.orgs().update(acme, settings.emailDomain("world.test").build());
    host.orgs().defineRole(acme, AUDITOR, Permission.READ);
    host.orgs().defineRole(acme, KEEPER, Permission.READ);
    TeamId ops = world.team("ops", acme, ann, bob);
    TeamId night = world.team("night", acme, dan);
    TeamId late = world.team("late", acme, dan);
    host.teams().nest(late, night);
    host.resources().register(DOC.ownedBy(bob));
    host.resources().register(OTHER.ownedBy(ann));
    host.grants().grant(OPERATOR, DOC, bob);
    host.grants().grant(OPERATOR, DOC, ops);
    host.grants().deny(COLLABORATOR, DOC, dan);
    host.grants().grant(AUDITOR, OTHER, eve);
    return new Scene(acme, ops, night, late, olga, ann, bob, dan, mia, eve, ina, lee);
  }

  /** The same over any store on the same data, an hour later. */
  World world(Store store) {
    World world = new World(store);
    world.clock().advance(Duration.ofHours(1));
    return world;
  }

  /** A change, as the host makes it in the org. */
  private static Map.Entry<String, BiConsumer<Scene, World>> host(
      String name, BiConsumer<Scene, Session> change) {
    return entry(name, (s, world) -> change.accept(s, world.system(s.acme())));
  }

  private static Map.Entry<String, BiConsumer<Scene, World>> bob(
      String name, BiConsumer<Scene, Session> change) {
    return entry(name, (s, world) -> change.accept(s, world.as(s.bob(), s.acme())));
  }

  /** Every call that changes something, by the name that the log gives it. */
  static final ImmutableMap<String, BiConsumer<Scene, World>> CHANGES =
      ImmutableMap.<String, BiConsumer<Scene, World>>builder()
          .put(host("user.register", (s, by) -> by.users().register(named("new"))))
          .put(
              host(
                  "user.ensure",
                  (s, by) -> by.users().ensure(ExternalIdentity.of("test", "new"), named("new"))))
          .put(host("user.link", (s, by) -> by.users().link(s.eve, ExternalIdentity.of("x", "2"))))
          .put(host("user.unlink", (s, by) -> by.users().unlink(s.eve, IDENTITY)))
          .put(host("user.update", (s, by) -> by.users().update(s.bob, named("robert"))))
          .put(
              host(
                  "user.verify_email",
                  (s, by) -> by.users().verifyEmail(s.bob, Email.of("bob@world.test"))))
          .put(host("user.set_default_org", (s, by) -> by.users().setDefaultOrg(s.bob, s.acme)))
          .put(host("user.activate", (s, by) -> by.users().activate(s.ina)))
          .put(host("user.deactivate", (s, by) -> by.users().deactivate(s.bob)))
          .put(host("user.lock", (s, by) -> by.users().lock(s.bob)))
          .put(host("user.unlock", (s, by) -> by.users().unlock(s.lee)))
          .put(host("user.set_super_user", (s, by) -> by.users().makeSuperUser(s.eve)))
          .put(
              host(
                  "user.transfer_ownership", (s, by) -> by.users().transferOwnership(s.dan, s.ann)))
          .put(host("user.erase", (s, by) -> by.users().erase(s.bob)))
          .put(host("org.create", (s, by) -> by.orgs().create(NewOrg.named("Globex", s.eve))))
          .put(host("org.update", (s, by) -> by.orgs().update(s.acme, OrgChange.ofSharing(false))))
          .put(
              host("org.transfer_ownership", (s, by) -> by.orgs().transferOwnership(s.acme, s.bob)))
          .put(host("org.delete", (s, by) -> by.orgs().delete(s.acme)))
          .put(
              host(
                  "org.define_role",
                  (s, by) -> by.orgs().defineRole(s.acme, AUDITOR, Permission.MANAGE)))
          .put(host("org.delete_role", (s, by) -> by.orgs().deleteRole(s.acme, KEEPER)))
          .put(
              host(
                  "org.add_members",
                  (s, by) ->
                      by.orgs().members(s.acme).add(member(s.eve), member("fay@world.test"))))
          .put(
              host(
                  "org.replace_members",
                  (s, by) ->
                      by.orgs().members(s.acme).replace(member(s.olga).asAdmin(), member(s.ann))))
          .put(
              host(
                  "org.remove_members",
                  (s, by) -> by.orgs().members(s.acme).remove(List.of(s.dan), s.ann)))
          .put(bob("org.leave", (s, by) -> by.orgs().members(s.acme).leave()))
          .put(host("org.set_admin", (s, by) -> by.orgs().members(s.acme).makeAdmin(s.bob)))
          .put(host("org.activate_members", (s, by) -> by.orgs().members(s.acme).activate(s.mia)))
          .put(
              host(
                  "org.deactivate_members", (s, by) -> by.orgs().members(s.acme).deactivate(s.bob)))
          .put(host("org.sign_up", (s, by) -> by.orgs().members(s.acme).signUp(s.eve)))
          .put(
              host(
                  "team.create",
                  (s, by) ->
                      by.teams().create(NewTeam.named("day").withOwner(s.ann).with(member(s.bob)))))
          .put(
              host(
                  "team.update",
                  (s, by) ->
                      by.teams().update(s.ops, TeamChange.ofName("x").withMembers(member(s.dan)))))
          .put(
              host(
                  "team.add_members",
                  (s, by) -> by.teams().members(s.ops).add(member(s.dan), member(s.ann))))
          .put(
              host(
                  "team.replace_members",
                  (s, by) -> by.teams().members(s.ops).replace(member(s.dan))))
          .put(
              host(
                  "team.remove_members",
                  (s, by) -> by.teams().members(s.ops).remove(member(s.bob))))
          .put(host("team.remove_all_members", (s, by) -> by.teams().members(s.ops).removeAll()))
          .put(bob("team.leave", (s, by) -> by.teams().members(s.ops).leave()))
          .put(host("team.nest", (s, by) -> by.teams().nest(s.ops, s.night)))
          .put(host("team.unnest", (s, by) -> by.teams().unnest(s.late, s.night)))
          .put(
              host(
                  "team.transfer_ownership", (s, by) -> by.teams().transferOwnership(s.ops, s.bob)))
          .put(host("team.delete", (s, by) -> by.teams().delete(s.ops)))
          .put(
              host(
                  "resource.register",
                  (s, by) -> by.resources().register(World.DOC.id("3").ownedBy(s.bob).under(DOC))))
          .put(host("resource.move", (s, by) -> by.resources().move(OTHER, DOC)))
          .put(
              host(
                  "resource.transfer_ownership",
                  (s, by) -> by.resources().transferOwnership(DOC, s.ann)))
          .put(host("resource.delete", (s, by) -> by.resources().delete(DOC)))
          .put(host("grant.grant", (s, by) -> by.grants().grant(ADMIN, DOC, s.ops)))
          .put(host("grant.deny", (s, by) -> by.grants().deny(ADMIN, DOC, s.ops)))
          .put(
              host(
                  "grant.merge",
                  (s, by) ->
                      by.grants()
                          .merge(DOC, NewGrant.of(ADMIN, s.dan), NewGrant.denial(ADMIN, s.eve))))
          .put(
              host("grant.replace", (s, by) -> by.grants().replace(DOC, NewGrant.of(ADMIN, s.dan))))
          .put(host("grant.revoke", (s, by) -> by.grants().revoke(OPERATOR, DOC, s.bob)))
          .put(host("grant.lift", (s, by) -> by.grants().lift(COLLABORATOR, DOC, s.dan)))
          .put(host("grant.remove", (s, by) -> by.grants().remove(DOC, s.ops)))
          .put(host("grant.remove_all", (s, by) -> by.grants().removeAll(DOC)))
          .buildOrThrow();

  /** Questions of every kind, by name. */
  static final ImmutableMap<String, BiFunction<Scene, World, Object>> QUESTIONS =
      ImmutableMap.of(
          "may",
          (s, world) -> world.as(s.bob, s.acme).may(Permission.READ, DOC),
          "may not",
          (s, world) -> world.as(s.dan, s.acme).may(Permission.READ, DOC),
          "explain",
          (s, world) -> world.as(s.bob, s.acme).explain(Permission.READ, DOC),
          "permissions",
          (s, world) -> world.system(s.acme).access().permissions(s.bob, DOC),
          "lookup resources",
          (s, world) ->
              world
                  .system(s.acme)
                  .access()
                  .lookupResources(s.bob, Permission.READ, World.DOC, PageRequest.first()),
          "lookup subjects",
          (s, world) ->
              world
                  .system(s.acme)
                  .access()
                  .lookupSubjects(Permission.READ, DOC, PageRequest.first()),
          "members",
          (s, world) ->
              world.system(s.acme).teams().members(s.ops).list(PageRequest.first()).items());

  private static Profile named(String name) {
    return Profile.named(name).withEmail(name + "@world.test");
  }
}
