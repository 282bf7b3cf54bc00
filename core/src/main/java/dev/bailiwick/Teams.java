package dev.bailiwick;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.bailiwick.access.NoPermission;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.error.LimitExceeded;
import dev.bailiwick.grant.Grant;
import dev.bailiwick.id.Limits;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.Revision;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.Text;
import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.SignedPages;
import dev.bailiwick.internal.call.StoredLists;
import dev.bailiwick.internal.rule.MemberLookup;
import dev.bailiwick.internal.rule.NestingLimit;
import dev.bailiwick.internal.rule.RolePermissions;
import dev.bailiwick.internal.rule.TeamRights;
import dev.bailiwick.internal.value.Required;
import dev.bailiwick.internal.write.Change;
import dev.bailiwick.internal.write.Plan;
import dev.bailiwick.org.NoSuchMember;
import dev.bailiwick.page.Page;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.permission.Permission;
import dev.bailiwick.store.Slice;
import dev.bailiwick.store.Slices;
import dev.bailiwick.store.View;
import dev.bailiwick.team.NewTeam;
import dev.bailiwick.team.NoSuchTeam;
import dev.bailiwick.team.Seat;
import dev.bailiwick.team.Team;
import dev.bailiwick.team.TeamChange;
import dev.bailiwick.team.TeamConflict;
import dev.bailiwick.team.TeamFilter;
import dev.bailiwick.team.TeamMember;
import dev.bailiwick.team.TeamRole;
import dev.bailiwick.user.NewMember;
import dev.bailiwick.user.User;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What an actor can ask and do about teams. The owner of a team, whoever has {@link
 * Permission#MANAGE} on it, and the admins of its org control it; an admin of the team adds and
 * changes members, renames and describes; members see it. A team that somebody cannot see does not
 * exist for them.
 */
public final class Teams {
  private final Session session;

  Teams(Session session) {
    this.session = session;
  }

  /**
   * Makes a team in the actor's org, or outside orgs one of the actor's own. Every active member of
   * an org makes teams, and owns them; only admins make one for somebody else. To make it part of
   * another takes what {@link #nest} takes.
   *
   * @throws TeamConflict if the tenant has a team of this name
   * @throws NoSuchMember if somebody named cannot be seated: in an org, who is no active member
   */
  public Team create(NewTeam team) {
    Required.given(team, "team");
    return session.write(
        "team.create",
        List.of(team),
        Outcome.TEAM,
        caller -> {
          UserId owner =
              team.owner()
                  .or(caller::userId)
                  .orElseThrow(() -> new InvalidParameter("team.owner", "must be named"));
          Tenant tenant = caller.actor().org().<Tenant>map(org -> org).orElse(owner);
          tenant.match(
              person -> {
                if (!caller.is(person)) {
                  caller.requireTrusted("team.create");
                }
                return caller.user(person);
              },
              org -> {
                caller.org(org);
                if (!caller.is(owner) && !caller.administers(org)) {
                  throw new NoPermission("team.create for somebody else", "org admin");
                }
                return MemberLookup.heir(caller.view(), org, owner);
              });
          refuseTaken(caller.view(), tenant, team.name(), Optional.empty());
          team.parent()
              .ifPresent(
                  parent -> {
                    requireParent(caller, tenant, parent);
                    nesting(caller.view()).checkNew(parent);
                  });
          ImmutableMap<UserId, NewMember> members =
              MemberLookup.of(caller.view(), tenant, team.members());
          return planned(tenant, members, new Made(tenant, owner, members));
        },
        (change, made) -> {
          Team stored =
              change.create(
                  Team.builder()
                      .id(new TeamId(change.nextId()))
                      .tenant(made.tenant())
                      .owner(made.owner())
                      .name(team.name())
                      .description(team.description().orElse(""))
                      .tags(Text.tags(team.tags(), "team.tags"))
                      .attributes(team.attributes())
                      .parent(team.parent())
                      .createdAt(change.now())
                      .updatedAt(change.now())
                      .build());
          seat(change, stored, new Seating(stored, made.members(), ImmutableMap.of()), List.of());
          return stored;
        });
  }

  private record Made(Tenant tenant, UserId owner, ImmutableMap<UserId, NewMember> members) {}

  /** A team. */
  public Team get(TeamId id) {
    Required.given(id, "team");
    return session.read("team.read", caller -> TeamRights.of(caller, id).team());
  }

  /** What the actor is to a team. */
  public ImmutableSet<TeamRole> roles(TeamId id) {
    Required.given(id, "team");
    return session.read(
        "team.read",
        caller -> {
          TeamRights rights = TeamRights.of(caller, id);
          ImmutableSet.Builder<TeamRole> roles = ImmutableSet.builder();
          if (caller.is(rights.team().owner())) {
            roles.add(TeamRole.OWNER);
          }
          rights
              .seat()
              .ifPresent(
                  seat -> {
                    if (seat.admin()) {
                      roles.add(TeamRole.ADMIN);
                    }
                    roles.add(TeamRole.MEMBER);
                  });
          return roles.build();
        });
  }

  /** The members of a team itself, by ascending user id; those of its children are not shown. */
  public ImmutableList<TeamMember> members(TeamId id) {
    Required.given(id, "team");
    return session.read(
        "team.members",
        caller -> {
          return shown(caller, TeamRights.of(caller, id).team());
        });
  }

  /**
   * The actor's teams in their org; outside orgs, those of their own and the stand-alone teams of
   * others in which they have a seat. By ascending id.
   */
  public Page<Team> list(TeamFilter filter, PageRequest request) {
    Required.given(filter, "filter", request, "page");
    return session.read(
        "team.list",
        caller -> {
          Tenant tenant = caller.tenant();
          caller.actor().org().ifPresent(caller::org);
          UserId me =
              caller
                  .userId()
                  .orElseThrow(() -> new InvalidParameter("actor", "must be a user: see listAll"));
          return new SignedPages(caller, request, "team.list", filter, tenant)
              .<TeamId, Team>page(
                  after ->
                      mine(caller.view(), me, tenant, filter, after)
                          .filter(team -> TeamRights.find(caller, team).isPresent()),
                  Teams::key,
                  Teams::parse);
        });
  }

  /** Every team of the actor's org that the actor can see, by ascending id: all, for its admins. */
  public Page<Team> listAll(PageRequest request) {
    Required.given(request, "page");
    return session.read(
        "team.list_all",
        caller -> {
          Tenant tenant = caller.tenant();
          caller.actor().org().ifPresent(caller::org);
          return new SignedPages(caller, request, "team.list_all", tenant)
              .<TeamId, Team>page(
                  after ->
                      Slices.after(
                              slice(after),
                              slice -> caller.view().teams().list(tenant, slice),
                              Team::id)
                          .filter(team -> TeamRights.find(caller, team).isPresent()),
                  Teams::key,
                  Teams::parse);
        });
  }

  /**
   * Changes a team, and adds members to it or changes their admin flag, as {@link #addMembers}
   * does; nobody is removed. Its admins do.
   *
   * @throws TeamConflict if the tenant has another team of this name
   * @throws NoSuchMember as {@link #addMembers}
   */
  public Team update(TeamId id, TeamChange change) {
    Required.given(id, "team", change, "change");
    return session.write(
        "team.update",
        List.<Object>of(id, change),
        Outcome.TEAM,
        caller -> {
          expect(caller, change.members());
          TeamRights rights = TeamRights.of(caller, id);
          rights.requireEdit("team.update");
          Team team = rights.team();
          change
              .name()
              .ifPresent(name -> refuseTaken(caller.view(), team.tenant(), name, Optional.of(id)));
          return seating(caller, team, change.members());
        },
        (writing, seating) -> {
          Team team = seating.team();
          Team edited =
              writing.update(
                  team,
                  team.withName(change.name().orElse(team.name()))
                      .withDescription(change.description().orElse(team.description()))
                      .withTags(
                          change
                              .tags()
                              .map(tags -> Text.tags(tags, "team.tags"))
                              .orElse(team.tags()))
                      .withAttributes(change.attributes().orElse(team.attributes())));
          return seat(writing, edited, seating, List.of());
        });
  }

  private static void expect(Caller caller, Collection<NewMember> members) {
    caller.actor().org().ifPresent(org -> MemberLookup.expect(caller.view(), org, members));
  }

  private static Plan<Seating> seating(Caller caller, Team team, Collection<NewMember> members) {
    ImmutableMap<UserId, NewMember> found = MemberLookup.of(caller.view(), team.tenant(), members);
    ImmutableMap<UserId, Seat> before =
        found.keySet().stream()
            .flatMap(user -> caller.view().teams().seat(team.id(), user).stream())
            .collect(ImmutableMap.toImmutableMap(Seat::user, seat -> seat));
    return planned(team.tenant(), found, new Seating(team, found, before));
  }

  /** In a person's own team anybody may sit, so they must still be there when they are seated. */
  private static <P> Plan<P> planned(
      Tenant tenant, ImmutableMap<UserId, NewMember> members, P found) {
    return tenant instanceof OrgId
        ? Plan.of(tenant, found)
        : Plan.of(tenant, members.keySet(), found);
  }

  /** Who is to sit in a team, and the seats that those of them have who sit there already. */
  private record Seating(
      Team team, ImmutableMap<UserId, NewMember> members, ImmutableMap<UserId, Seat> before) {}

  /** As {@link #addMembers(TeamId, Collection)}. */
  public Written<ImmutableList<TeamMember>> addMembers(TeamId id, NewMember... members) {
    return addMembers(id, Required.list(members, "members"));
  }

  /**
   * Adds members, and changes the admin flag of those who are there and for whom it is said; nobody
   * is removed. The team's admins do. Somebody who is there already, with nothing to change,
   * changes nothing.
   *
   * @return the members as they are now
   * @throws NoSuchMember if somebody named cannot be seated: in an org, who is no active member of
   *     it; in a stand-alone team, who cannot use their account. Nobody is seated then.
   */
  public Written<ImmutableList<TeamMember>> addMembers(TeamId id, Collection<NewMember> members) {
    Required.given(id, "team");
    Required.each(members, "members");
    return session.write(
        "team.add_members",
        List.<Object>of(id, members),
        membersOf(id),
        caller -> {
          expect(caller, members);
          TeamRights rights = TeamRights.of(caller, id);
          rights.requireEdit("team.add_members");
          Team team = rights.team();
          return seating(caller, team, members);
        },
        (change, seating) -> {
          seat(change, seating.team(), seating, List.of());
          return change.written(shown(change.caller(), seating.team()));
        });
  }

  /** As {@link #replaceMembers(TeamId, Collection)}. */
  public Written<ImmutableList<TeamMember>> replaceMembers(TeamId id, NewMember... members) {
    return replaceMembers(id, Required.list(members, "members"));
  }

  /**
   * Makes the given list the members, and those on it as admins the admins; an empty list empties
   * the team. Its owner does, not its admins.
   *
   * @return the members as they are now
   * @throws NoSuchMember as {@link #addMembers}
   */
  public Written<ImmutableList<TeamMember>> replaceMembers(
      TeamId id, Collection<NewMember> members) {
    Required.given(id, "team");
    Required.each(members, "members");
    List<NewMember> exact =
        members.stream().map(m -> m.withAdmin(m.admin().orElse(false))).toList();
    return session.write(
        "team.replace_members",
        List.<Object>of(id, members),
        membersOf(id),
        caller -> {
          expect(caller, members);
          TeamRights rights = TeamRights.of(caller, id);
          rights.requireManage("team.replace_members");
          Team team = rights.team();
          return seating(caller, team, exact);
        },
        (change, seating) -> {
          List<Seat> leaving =
              StoredLists.seats(change.view(), id)
                  .filter(seat -> !seating.members().containsKey(seat.user()))
                  .toList();
          seat(change, seating.team(), seating, leaving);
          return change.written(shown(change.caller(), seating.team()));
        });
  }

  /** As {@link #removeMembers(TeamId, Collection)}. */
  public Written<ImmutableList<TeamMember>> removeMembers(TeamId id, NewMember... members) {
    return removeMembers(id, Required.list(members, "members"));
  }

  /**
   * Removes members, by id or address; who is no member is passed over. They lose what came through
   * the team, and nothing else. The team's owner does, not its admins; and whoever removes nobody
   * but themselves.
   *
   * @return the members as they are now
   */
  public Written<ImmutableList<TeamMember>> removeMembers(
      TeamId id, Collection<NewMember> members) {
    Required.given(id, "team");
    Required.each(members, "members");
    MemberLookup.checkSize(members.size());
    return session.write(
        "team.remove_members",
        List.<Object>of(id, members),
        membersOf(id),
        caller -> {
          expect(caller, members);
          TeamRights rights = TeamRights.of(caller, id);
          List<Seat> leaving =
              MemberLookup.named(caller.view(), members).stream()
                  .flatMap(user -> caller.view().teams().seat(id, user).stream())
                  .toList();
          boolean oneself =
              !leaving.isEmpty() && leaving.stream().allMatch(seat -> caller.is(seat.user()));
          if (!oneself) {
            rights.requireManage("team.remove_members");
          }
          return Plan.of(rights.team().tenant(), new Leaving(rights.team(), leaving));
        },
        (change, found) -> {
          unseat(change, found.team(), found.seats());
          return change.written(shown(change.caller(), found.team()));
        });
  }

  private record Leaving(Team team, List<Seat> seats) {}

  /** Removes every member. The team's owner does, not its admins. */
  public Written<ImmutableList<TeamMember>> removeAllMembers(TeamId id) {
    return replaceMembers(id, List.of());
  }

  /**
   * Leaves a team: every member may.
   *
   * @return the revision of the change
   */
  public Revision leave(TeamId id) {
    Required.given(id, "team");
    return session.write(
        "team.leave",
        List.of(id),
        Outcome.REVISION,
        caller -> {
          Team team = caller.view().teams().find(id).orElseThrow(() -> new NoSuchTeam(id));
          Optional<Seat> seat = TeamRights.ownSeat(caller, team);
          if (seat.isEmpty()) {
            TeamRights.of(caller, id);
          }
          return Plan.of(team.tenant(), new Leaving(team, seat.stream().toList()));
        },
        (change, found) -> {
          unseat(change, found.team(), found.seats());
          return change.revision();
        });
  }

  /**
   * Makes a team part of another of the same tenant, whose members its members then count among;
   * or, without a parent, of none. It takes control of the team, and the right to seat people in
   * the parent.
   *
   * @throws TeamConflict if the team would be part of itself
   * @throws LimitExceeded if teams would nest more than {@link Limits#TEAM_DEPTH} deep
   */
  public Team nest(TeamId id, Optional<TeamId> parent) {
    Required.given(id, "team", parent, "parent");
    return session.write(
        "team.nest",
        List.<Object>of(id, parent),
        Outcome.TEAM,
        caller -> {
          TeamRights rights = TeamRights.of(caller, id);
          rights.requireManage("team.nest");
          Team team = rights.team();
          if (parent.isPresent()) {
            requireParent(caller, team.tenant(), parent.get());
            nesting(caller.view()).check(id, parent);
          }
          return Plan.of(team.tenant(), team);
        },
        (change, team) -> change.update(team, team.withParent(parent)));
  }

  /**
   * Hands a team over to another owner. Whoever has every permission on it does: its owner and the
   * org's, and the org's admins unless the model keeps some for owners.
   *
   * @throws NoSuchMember if they are not an active member of the org
   * @throws TeamConflict if the team stands alone
   */
  public Team transfer(TeamId id, UserId owner) {
    Required.given(id, "team", owner, "owner");
    return session.write(
        "team.transfer",
        List.<Object>of(id, owner),
        Outcome.TEAM,
        caller -> {
          TeamRights rights = TeamRights.of(caller, id);
          rights.requireAll("team.transfer");
          Team team = rights.team();
          team.tenant()
              .match(
                  person -> {
                    throw new TeamConflict(TeamConflict.Rule.STANDS_ALONE);
                  },
                  org -> MemberLookup.heir(caller.view(), org, owner));
          return Plan.of(team.tenant(), team);
        },
        (change, team) -> change.update(team, team.withOwner(owner)));
  }

  /**
   * Deletes a team: its seats, what it was granted, what was granted on it, and its place above its
   * children go with it. Its owner does, and the admins of its org, unless a denial goes along that
   * they could not lift.
   *
   * @return the revision of the change
   */
  public Revision delete(TeamId id) {
    Required.given(id, "team");
    return session.write(
        "team.delete",
        List.of(id),
        Outcome.REVISION,
        caller -> {
          TeamRights rights = TeamRights.of(caller, id);
          rights.require(Permission.DELETE, "team.delete");
          RolePermissions.requireLift(
              caller,
              rights.team().tenant(),
              Stream.concat(
                  StoredLists.grantsTo(caller.view(), rights.team().tenant(), id),
                  StoredLists.grantsOn(caller.view(), rights.team().tenant(), id.key())),
              "team.delete");
          return Plan.of(rights.team().tenant(), rights.team());
        },
        (change, team) -> {
          View view = change.view();
          Tenant tenant = team.tenant();
          List<Seat> seats = StoredLists.seats(view, id).toList();
          List<Grant> grants =
              Stream.concat(
                      StoredLists.grantsTo(view, tenant, id),
                      StoredLists.grantsOn(view, tenant, id.key()))
                  .distinct()
                  .toList();
          List<Team> children = StoredLists.children(view, id).toList();
          seats.forEach(seat -> change.delete(tenant, seat));
          grants.forEach(change::delete);
          children.forEach(child -> change.update(child, child.withParent(Optional.empty())));
          change.delete(team);
          return change.revision();
        });
  }

  /** Seats some and unseats others; the team notes it once. */
  private static Team seat(Change change, Team team, Seating seating, List<Seat> leaving) {
    boolean changed = !leaving.isEmpty();
    leaving.forEach(seat -> change.delete(team.tenant(), seat));
    for (var member : seating.members().entrySet()) {
      Optional<Seat> before = Optional.ofNullable(seating.before().get(member.getKey()));
      boolean admin = member.getValue().admin().orElse(before.map(Seat::admin).orElse(false));
      changed |= change.save(team.tenant(), before, new Seat(team.id(), member.getKey(), admin));
    }
    return changed ? change.touch(team) : team;
  }

  private static void unseat(Change change, Team team, List<Seat> seats) {
    seats.forEach(seat -> change.delete(team.tenant(), seat));
    if (!seats.isEmpty()) {
      change.touch(team);
    }
  }

  private static void refuseTaken(View view, Tenant tenant, String name, Optional<TeamId> but) {
    String canonical = Text.canonical(Text.name(name, "team.name"));
    view.teams()
        .find(tenant, canonical)
        .filter(other -> but.filter(other.id()::equals).isEmpty())
        .ifPresent(
            other -> {
              throw new TeamConflict(TeamConflict.Rule.NAME_TAKEN);
            });
  }

  /** Refuses a parent in which the actor may not seat people, since that is what nesting does. */
  private static void requireParent(Caller caller, Tenant tenant, TeamId parent) {
    TeamRights above = TeamRights.of(caller, parent);
    if (!above.team().tenant().equals(tenant)) {
      throw new NoSuchTeam(parent);
    }
    above.requireEdit("team.nest");
  }

  private static NestingLimit<TeamId> nesting(View view) {
    return new NestingLimit<>(
        "team nesting",
        Limits.TEAM_DEPTH,
        id -> view.teams().find(id).flatMap(Team::parent),
        id -> StoredLists.children(view, id).map(Team::id),
        () -> new TeamConflict(TeamConflict.Rule.CYCLE));
  }

  private static Stream<Team> mine(
      View view, UserId me, Tenant tenant, TeamFilter filter, Optional<TeamId> after) {
    List<Stream<Team>> sources = new ArrayList<>();
    if (filter != TeamFilter.MEMBER) {
      sources.add(
          Slices.after(slice(after), slice -> view.teams().ownedBy(tenant, me, slice), Team::id));
    }
    if (filter != TeamFilter.OWNED) {
      sources.add(seated(view, me, tenant, after));
      if (!(tenant instanceof OrgId)) {
        StoredLists.personsSeating(view, me)
            .forEach(person -> sources.add(seated(view, me, person, after)));
      }
    }
    return Slices.merged(sources, Comparator.comparing(Team::id));
  }

  private static Stream<Team> seated(View view, UserId me, Tenant tenant, Optional<TeamId> after) {
    return Slices.after(slice(after), slice -> view.teams().seatsOf(me, tenant, slice), Seat::team)
        .flatMap(seat -> view.teams().find(seat.team()).stream());
  }

  private static Slice<TeamId> slice(Optional<TeamId> after) {
    return new Slice<>(after, Slice.<TeamId>first().limit());
  }

  /** The members, each with name and address only where the actor may see them. */
  private static ImmutableList<TeamMember> shown(Caller caller, Team team) {
    List<Seat> seats = StoredLists.seats(caller.view(), team.id()).toList();
    ImmutableMap<UserId, User> users =
        caller.view().users().findAll(seats.stream().map(Seat::user).toList());
    // Whoever has a seat in an org's team is a member of that org.
    boolean knowsAll = caller.isMember(team.tenant());
    return seats.stream()
        .map(
            seat -> {
              User user = requireNonNull(users.get(seat.user()));
              return knowsAll || caller.knows(user.id())
                  ? new TeamMember(user.id(), user.fullName(), user.email(), seat.admin())
                  : new TeamMember(user.id(), "", Optional.empty(), seat.admin());
            })
        .collect(ImmutableList.toImmutableList());
  }

  /** Nobody's name is kept: whoever asks again is told of the members as they are by then. */
  private static Outcome<Written<ImmutableList<TeamMember>>> membersOf(TeamId id) {
    return Outcome.written(
        new Outcome<>(
            (members, out) -> {}, (caller, in) -> shown(caller, TeamRights.of(caller, id).team())));
  }

  private static String key(Team team) {
    return Long.toString(team.id().value());
  }

  private static TeamId parse(String key) {
    return new TeamId(Long.parseLong(key));
  }
}
