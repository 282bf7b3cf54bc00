package dev.bailiwick.contract;

import dev.bailiwick.Bailiwick;
import dev.bailiwick.Session;
import dev.bailiwick.access.Listener;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.audit.AuditEntry;
import dev.bailiwick.audit.AuditFilter;
import dev.bailiwick.audit.Event;
import dev.bailiwick.error.NotPermitted;
import dev.bailiwick.grant.Grant;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceType;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.org.NewOrg;
import dev.bailiwick.org.OrgChange;
import dev.bailiwick.page.Page;
import dev.bailiwick.permission.Model;
import dev.bailiwick.permission.Permission;
import dev.bailiwick.permission.Standard;
import dev.bailiwick.store.Store;
import dev.bailiwick.team.NewTeam;
import dev.bailiwick.user.NewMember;
import dev.bailiwick.user.Profile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A small world to tell stories in: people by first name, orgs, teams, and the standard roles with
 * one permission more, {@link #PURGE}, that is kept for owners.
 */
public final class World {
  /** A type with text ids. */
  public static final ResourceType<String> DOC = ResourceType.of("doc");

  /** A type with numbers for ids. */
  public static final ResourceType<Long> FOLDER = ResourceType.of("folder", Long.class);

  /** A permission that org admins do not have by structure. */
  public static final Permission PURGE = Permission.of("purge");

  /** The standard model, with {@link #PURGE} for owners. */
  public static final Model MODEL =
      Model.builder()
          .types(DOC, FOLDER)
          .permissions(Standard.OPERATE, PURGE)
          .role(Standard.COLLABORATOR, Permission.READ)
          .role(Standard.OPERATOR, Standard.OPERATE)
          .including(Standard.COLLABORATOR)
          .role(Standard.ADMIN, Permission.MANAGE)
          .including(Standard.OPERATOR)
          .role(Standard.OWNER, Permission.DELETE, Permission.TRANSFER, PURGE)
          .including(Standard.ADMIN)
          .grantable(Permission.READ, Standard.OPERATE, Permission.MANAGE)
          .ownerOnly(PURGE)
          .build();

  /** The time at which a world begins. */
  public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final Store store;
  private final SettableClock clock;
  private final List<NotPermitted> refusals = new ArrayList<>();
  private final List<Grant> unknownRoles = new ArrayList<>();
  private final Bailiwick bailiwick;

  /** A world over a store, with {@link #MODEL}. */
  public World(Store store) {
    this(store, MODEL);
  }

  /** A world over a store, with another model. */
  public World(Store store, Model model) {
    this(store, model, new SettableClock(START));
  }

  private World(Store store, Model model, SettableClock clock) {
    this.store = store;
    this.clock = clock;
    this.bailiwick =
        Bailiwick.over(store, model)
            .withClock(clock)
            .withListener(
                new Listener() {
                  @Override
                  public void refused(Actor actor, Event action, NotPermitted refusal) {
                    refusals.add(refusal);
                  }

                  @Override
                  public void unknownRole(Grant grant) {
                    unknownRoles.add(grant);
                  }
                });
  }

  /** The same world, as another node reaches it. */
  World through(Store other) {
    return new World(other, MODEL, clock);
  }

  /** The store underneath. */
  public Store store() {
    return store;
  }

  /** The time. */
  public SettableClock clock() {
    return clock;
  }

  /** Who was refused so far. */
  public List<NotPermitted> refusals() {
    return refusals;
  }

  /** The grants of unknown roles that were reported so far. */
  public List<Grant> unknownRoles() {
    return unknownRoles;
  }

  /** The library. */
  public Bailiwick bailiwick() {
    return bailiwick;
  }

  /** The host's own code, in no org. */
  public Session system() {
    return bailiwick.actingAs(Actor.system("test"));
  }

  /** The host's own code, in an org. */
  public Session system(OrgId org) {
    return bailiwick.actingAs(Actor.system("test").in(org));
  }

  /** A user, in no org. */
  public Session as(UserId user) {
    return bailiwick.actingAs(Actor.user(user));
  }

  /** A user, in an org. */
  public Session as(UserId user, OrgId org) {
    return bailiwick.actingAs(Actor.user(user).in(org));
  }

  /** A new user of this name, with the address {@code name@world.test}. */
  public UserId user(String name) {
    return system().users().register(Profile.named(name).withEmail(name + "@world.test")).id();
  }

  /** A new super user of this name. */
  public UserId superUser(String name) {
    UserId user = user(name);
    system().users().setSuperUser(user, true);
    return user;
  }

  /** A new org of this name. */
  public OrgId org(String name, UserId owner) {
    return system().orgs().create(NewOrg.named(name, owner)).id();
  }

  /** A new user who is a plain member of an org. */
  public UserId member(String name, OrgId org) {
    UserId user = user(name);
    join(org, user);
    return user;
  }

  /** A new user who is an admin of an org. */
  public UserId admin(String name, OrgId org) {
    UserId user = user(name);
    system(org).orgs().members(org).add(NewMember.member(user).asAdmin());
    return user;
  }

  /** Makes somebody a plain member of an org. */
  public void join(OrgId org, UserId user) {
    system(org).orgs().members(org).add(NewMember.member(user));
  }

  /** Lets guests into an org, or shuts them out. */
  public void sharing(OrgId org, boolean on) {
    system(org).orgs().update(org, OrgChange.ofSharing(on));
  }

  /** A new team of an org, whose members are plain ones. */
  public TeamId team(String name, OrgId org, UserId owner, UserId... members) {
    TeamId team =
        system(org).teams().create(NewTeam.builder().name(name).owner(owner).build()).id();
    for (UserId user : members) {
      system(org).teams().addMembers(team, NewMember.member(user));
    }
    return team;
  }

  /** The whole log of an org, newest first. */
  public List<AuditEntry> log(OrgId org) {
    return Page.all(request -> system().audit().ofOrg(org, AuditFilter.all(), request)).toList();
  }

  /** The whole log of a person's own, newest first. */
  public List<AuditEntry> log(UserId user) {
    return Page.all(request -> system().audit().ofUser(user, AuditFilter.all(), request)).toList();
  }
}
